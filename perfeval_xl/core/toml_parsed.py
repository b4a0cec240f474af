"""The package's TOML files as Python, by the CRC-32 of their text. Written by tools/parse_toml.py: not to be edited."""

FILES = {
    # profiles/hubei-2020.toml
    347247191: {'extends': 'mof-standard',
 'title': '湖北省绩效自评表（2020 年度起）',
 'basis': '湖北省绩效自评表表式及填表说明；《项目支出绩效评价管理办法》（财预〔2020〕10号）',
 'execution_weight': '20',
 'structure': [],
 'qualitative_bands': [['100', '80'], ['80', '50'], ['50', '0']],
 'match': {'years': [2020, 9999], 'places': ['湖北', '武汉', '黄石', '十堰', '宜昌', '襄阳', '鄂州', '荆门', '孝感', '荆州', '黄冈', '咸宁', '随州', '恩施', '仙桃', '潜江', '天门市', '神农架']}},
    # profiles/hunan-2022.toml
    2407635455: {'extends': 'mof-standard',
 'title': '湖南省部门绩效自评表（2020—2023 年度）',
 'basis': '湖南省部门整体支出绩效自评表填表说明；《项目支出绩效评价管理办法》（财预〔2020〕10号）',
 'score_decimals': 1,
 'match': {'years': [2020, 2023], 'features': ['funds_by_nature'], 'places': ['湖南', '长沙', '株洲', '湘潭', '衡阳', '邵阳', '岳阳', '常德', '张家界', '益阳', '郴州', '永州', '怀化', '娄底', '湘西']}},
    # profiles/hunan-2024.toml
    1288920306: {'extends': 'hunan-2022', 'title': '湖南省部门绩效自评表（2024 年度起）', 'match': {'years': [2024, 9999]}},
    # profiles/laws/yueyang-2021.toml
    3941834440: {'财政供养人员控制率': {'kind': 'deduction', 'full': '5', 'full_to': '100', 'deduct': '0.5'},
 '三公经费变动率': {'kind': 'deduction', 'full': '5', 'full_to': '0', 'deduct': '0.5'},
 '重点支出安排率': {'kind': 'bands',
             'full': '5',
             'bands': [{'from': '90', 'points': '5'}, {'from': '80', 'below': '90', 'points': '4'}, {'from': '70', 'below': '80', 'points': '3'}, {'from': '60', 'below': '70', 'points': '2'}, {'below': '60', 'points': '0'}]},
 '预算调整率': {'kind': 'bands',
           'full': '3',
           'bands': [{'to': '0', 'points': '3'}, {'above': '0', 'to': '10', 'points': '2'}, {'above': '10', 'to': '20', 'points': '1'}, {'above': '20', 'to': '30', 'points': '0.5'}, {'above': '30', 'points': '0'}]},
 '支付进度': {'kind': 'per_case', 'full': '3', 'deduct': '0.5', 'case': '没有按进度下达资金的专项'},
 '资金结余': {'kind': 'bands', 'full': '3', 'unit': '万元', 'bands': [{'to': '0', 'points': '3'}, {'above': '0', 'to': 'carried_in', 'points': '2'}, {'above': 'carried_in', 'points': '0'}]},
 '三公经费控制率': {'kind': 'deduction', 'full': '6', 'full_to': '100', 'deduct': '1'},
 '管理制度健全性': {'kind': 'checklist', 'full': '3', 'items': [{'text': '预算资金、财务管理和会计核算制度已经制定', 'points': '1'}, {'text': '制度合法、合规、完整', 'points': '1'}, {'text': '制度得到有效执行', 'points': '1'}]},
 '资金使用合规性': {'kind': 'checklist', 'full': '3', 'deduct': '1', 'items': [{'text': '符合财经法规、财务制度和专项资金管理办法'}, {'text': '拨付的审批程序和手续完整'}, {'text': '项目支出经过评估论证'}, {'text': '符合预算批复的用途'}, {'text': '没有截留、挤占、挪用、虚列'}]},
 '预决算信息公开性和完善性': {'kind': 'checklist',
                  'full': '3',
                  'items': [{'text': '按规定内容公开', 'points': '1'}, {'text': '按规定时限公开', 'points': '0.5'}, {'text': '基础数据和会计资料真实', 'points': '0.5'}, {'text': '基础数据和会计资料完整', 'points': '0.5'}, {'text': '基础数据和会计资料准确', 'points': '0.5'}]},
 '政府采购执行率': {'kind': 'deduction', 'full': '3', 'full_from': '100', 'deduct': '0.2'},
 '公务卡刷卡率': {'kind': 'deduction', 'full': '3', 'full_from': '50', 'deduct': '0.2'},
 '资产管理制度健全性': {'kind': 'checklist', 'full': '3', 'items': [{'text': '资产管理制度已经制定，合法、合规、完整', 'points': '2'}, {'text': '制度得到有效执行', 'points': '1'}]},
 '资产管理安全性': {'kind': 'checklist', 'full': '4', 'deduct': '1', 'items': [{'text': '资产保存完整'}, {'text': '资产配置合理'}, {'text': '资产处置规范'}, {'text': '账务合规、账实相符'}, {'text': '有偿使用和处置收入及时足额上缴'}]},
 '固定资产利用率': {'kind': 'deduction', 'full': '3', 'full_from': '100', 'deduct': '0.1'},
 '社会公众或服务对象满意度': {'kind': 'bands', 'full': '5', 'bands': [{'from': '95', 'points': '5'}, {'from': '85', 'below': '95', 'points': '3'}, {'from': '75', 'below': '85', 'points': '1'}, {'below': '75', 'points': '0'}]}},
    # profiles/mof-standard.toml
    2791473984: {'title': '财政部通用口径',
 'basis': '《项目支出绩效评价管理办法》（财预〔2020〕10号）',
 'score_decimals': 2,
 'total_score': '100',
 'execution_weight': '10',
 'structure': [['产出指标', '50'], ['效益指标', '30'], ['满意度指标', '10']],
 'deviation_threshold': '130',
 'adjustment_threshold': '20',
 'explanation_below': '100',
 'surplus_rate_threshold': '30',
 'missed_lower_is_better': 'inverse_ratio',
 'qualitative_bands': [['100', '80'], ['80', '60'], ['60', '0']],
 'grades': [['优', '90'], ['良', '80'], ['中', '60'], ['差', '0']]},
    # profiles/sichuan-2023.toml
    2710761649: {'extends': 'mof-standard',
 'title': '四川省绩效自评表（2023 年度起）',
 'basis': '四川省项目支出绩效自评表表式及填表说明；《项目支出绩效评价管理办法》（财预〔2020〕10号）',
 'structure': [],
 'explanation_below': '90',
 'match': {'years': [2023, 9999], 'needs': ['nature_column', 'unit_column'], 'places': ['四川', '成都', '自贡', '攀枝花', '泸州', '德阳', '绵阳', '广元', '遂宁', '内江', '乐山', '南充', '眉山', '宜宾', '广安市', '达州', '雅安', '巴中市', '资阳市', '阿坝州', '甘孜州', '凉山州']}},
    # profiles/yueyang-2021.toml
    1299487549: {'extends': 'hunan-2022',
 'title': '岳阳市部门整体支出绩效评价评分表（2021—2023 年度）',
 'basis': '岳阳市部门整体支出绩效评价评分表（附件3-1）；《预算绩效评价共性指标体系框架》（财预〔2013〕53号）',
 'structure': [['投入', '15'], ['过程', '40'], ['产出', '25'], ['效果', '20']],
 'laws': 'laws/yueyang-2021.toml',
 'match': {'years': [2021, 2023], 'needs': ['scoring_table'], 'features': [], 'places': ['岳阳']}},
    # profiles/zhuzhou-2024.toml
    543016416: {'extends': 'hunan-2024',
 'title': '株洲市部门整体支出绩效自评表（2024 年度起）',
 'basis': '株洲市部门整体支出绩效自评表表式及填表说明；《项目支出绩效评价管理办法》（财预〔2020〕10号）',
 'structure': [['产出指标', '40'], ['效益指标', '15'], ['满意度指标', '10'], ['成本指标', '25']],
 'match': {'features': [], 'places': ['株洲']}},
    # rules/final_accounts/identities.toml
    1797532618: {'within': {'income_expenditure_total': 'K01 income/本年收入合计 = income/* ｜ 各项收入之和\n'
                                        'K02 expenditure/本年支出合计 = expenditure/* ｜ 各功能类支出之和\n'
                                        'K03 income/总计 = income/本年收入合计 + income/使用非财政拨款结余 + income/年初结转和结余 ｜ 本年收入合计＋使用非财政拨款结余＋年初结转和结余\n'
                                        'K03 expenditure/总计 = expenditure/本年支出合计 + expenditure/结余分配 + expenditure/年末结转和结余 ｜ 本年支出合计＋结余分配＋年末结转和结余\n'
                                        'K03 expenditure/总计 = income/总计 ｜ 收入方的总计\n',
            'fiscal_appropriation_total': 'K10 income/本年收入合计 = income/* ｜ 三类财政拨款收入之和\n'
                                          'K10 income/年初结转和结余 = income/年初结转和结余·一般公共预算财政拨款收入 + income/年初结转和结余·政府性基金预算财政拨款收入 + income/年初结转和结余·国有资本经营预算财政拨款收入 ｜ 三类财政拨款年初结转之和\n'
                                          'K10 income/总计 = income/本年收入合计 + income/年初结转和结余 ｜ 本年收入合计＋年初财政拨款结转和结余\n'
                                          'K10 total general fund state_capital: expenditure/本年支出合计/{column} = expenditure/*/{column} ｜ 各功能类支出之和\n'
                                          'K10 total general fund state_capital: expenditure/总计/{column} = expenditure/本年支出合计/{column} + expenditure/年末结转和结余/{column} ｜ 本年支出合计＋年末财政拨款结转和结余\n'
                                          'K10 expenditure/总计/total = income/总计 ｜ 收入方的总计\n',
            'basic_expenditure_detail': 'K13 total = staff + public ｜ 人员经费合计＋公用经费合计 ｜ all\n',
            'three_public': 'K15 budget final: {column}_total = {column}_abroad + {column}_vehicles + {column}_reception ｜ 因公出国（境）费＋公务用车购置及运行维护费＋公务接待费 ｜ all\n'
                            'K15 budget final: {column}_vehicles = {column}_vehicle_purchase + {column}_vehicle_operation ｜ 公务用车购置费＋公务用车运行维护费 ｜ all\n'},
 'across': {'fiscal_appropriation_total': 'K10 total = general + fund + state_capital ｜ 一般公共预算＋政府性基金预算＋国有资本经营预算\n',
            'income': 'K06 total = * ｜ 各来源收入之和\n',
            'expenditure': 'K08 total = * ｜ 基本支出＋项目支出＋上缴上级支出＋经营支出＋对附属单位补助支出\n',
            'general_public_budget': 'K09 total = basic + project ｜ 基本支出＋项目支出\n',
            'government_fund': 'K19 total = basic + project ｜ 基本支出＋项目支出 ｜ all\nK19 closing = opening + income - total ｜ 年初结转和结余＋本年收入－本年支出 ｜ zero ｜ all\n',
            'state_capital': 'K19 total = basic + project ｜ 基本支出＋项目支出 ｜ all\nK19 closing = opening + income - total ｜ 年初结转和结余＋本年收入－本年支出 ｜ zero ｜ all\n'},
 'down': {'income': 'K05', 'expenditure': 'K07', 'general_public_budget': 'K09', 'government_fund': 'K19', 'state_capital': 'K19'},
 'between': {'K12': 'income:合计/total = income_expenditure_total:income/本年收入合计 ｜ 收入支出决算总表的本年收入合计\n'
                    'expenditure:合计/total = income_expenditure_total:expenditure/本年支出合计 ｜ 收入支出决算总表的本年支出合计\n'
                    'fiscal_appropriation_total:income/一般公共预算财政拨款收入 = income_expenditure_total:income/一般公共预算财政拨款收入 ｜ 收入支出决算总表的一般公共预算财政拨款收入\n'
                    'fiscal_appropriation_total:income/政府性基金预算财政拨款收入 = income_expenditure_total:income/政府性基金预算财政拨款收入 ｜ 收入支出决算总表的政府性基金预算财政拨款收入\n'
                    'fiscal_appropriation_total:income/国有资本经营预算财政拨款收入 = income_expenditure_total:income/国有资本经营预算财政拨款收入 ｜ 收入支出决算总表的国有资本经营预算财政拨款收入\n'
                    'income:合计/fiscal = income_expenditure_total:income/一般公共预算财政拨款收入 + income_expenditure_total:income/政府性基金预算财政拨款收入 + income_expenditure_total:income/国有资本经营预算财政拨款收入 ｜ 收入支出决算总表三类财政拨款收入之和\n'
                    'income:合计/fiscal = fiscal_appropriation_total:income/本年收入合计 ｜ 财政拨款收入支出决算总表的本年收入合计\n'
                    'general_public_budget:合计/total = fiscal_appropriation_total:expenditure/本年支出合计/general ｜ 财政拨款收入支出决算总表的一般公共预算支出\n'
                    'government_fund:合计/total = fiscal_appropriation_total:expenditure/本年支出合计/fund ｜ 财政拨款收入支出决算总表的政府性基金预算支出\n'
                    'government_fund:合计/income = fiscal_appropriation_total:income/政府性基金预算财政拨款收入 ｜ 财政拨款收入支出决算总表的政府性基金预算财政拨款收入\n'
                    'government_fund:合计/opening = fiscal_appropriation_total:income/年初结转和结余·政府性基金预算财政拨款收入 ｜ 财政拨款收入支出决算总表的政府性基金年初结转\n'
                    'government_fund:合计/closing = fiscal_appropriation_total:expenditure/年末结转和结余/fund ｜ 财政拨款收入支出决算总表的政府性基金年末结转\n'
                    'state_capital:合计/total = fiscal_appropriation_total:expenditure/本年支出合计/state_capital ｜ 财政拨款收入支出决算总表的国有资本经营预算支出\n'
                    'state_capital:合计/income = fiscal_appropriation_total:income/国有资本经营预算财政拨款收入 ｜ 财政拨款收入支出决算总表的国有资本经营预算财政拨款收入\n'},
 'classes': {'K11': 'expenditure = income_expenditure_total/amount\ngeneral_public_budget = fiscal_appropriation_total/general\nincome = income_expenditure_total/amount if nothing_carried_over\n'}},
    # rules/scoring_table/measures.toml
    1151095494: {'measure': [{'names': ['在职人员控制率', '财政供养人员控制率', '财政供养人员控制', '财政供养人员比率', '人员控制率', '人员编制控制率'], 'formulas': ['staff / staff_quota', 'staff_rate'], 'unit': '%'},
             {'names': ['三公经费变动率', '三公变动率', '三公经费变动', '三公经费增长率'], 'formulas': ['(three_public_final - three_public_last) / three_public_last'], 'unit': '%'},
             {'names': ['三公经费控制率', '三公控制率', '三公经费控制', '三公经费预算控制率', '三公经费预算执行率'], 'formulas': ['three_public_final / three_public_budget'], 'unit': '%'},
             {'names': ['公务接待费控制率', '公务接待费控制'], 'formulas': ['reception_final / reception_budget'], 'unit': '%'},
             {'names': ['公务用车购置和运行维护费控制率', '公务用车购置及运行维护费控制率', '公务用车经费控制率', '公务用车费控制率'], 'formulas': ['vehicle_final / vehicle_budget'], 'unit': '%'},
             {'names': ['公务用车运行维护费控制率', '公务用车运行费控制率'], 'formulas': ['vehicle_running_final / vehicle_running_budget'], 'unit': '%'}, {'names': ['重点支出安排率', '重点支出保障率', '重点项目支出安排率'], 'formulas': ['key_project / project'], 'unit': '%'},
             {'names': ['预算调整率', '支出预算调整率', '预算调整幅度'], 'formulas': ['abs(budget_adjustment) / initial_budget', 'abs(annual_budget - initial_budget) / initial_budget'], 'unit': '%'},
             {'names': ['预算控制率', '预算追加率'], 'formulas': ['budget_adjustment / initial_budget', '(annual_budget - initial_budget) / initial_budget'], 'unit': '%'},
             {'names': ['预算完成率', '预算执行率', '支出预算完成率', '支出预算执行率', '整体预算执行率'], 'formulas': ['executed / annual_budget'], 'unit': '%'}, {'names': ['项目支出预算执行率', '项目支出预算完成率'], 'formulas': ['project / project_budget'], 'unit': '%'},
             {'names': ['公用经费控制率', '公用经费控制', '公用经费预算控制率'], 'formulas': ['public_funds / public_funds_budget'], 'unit': '%'},
             {'names': ['公用经费变动率', '公用经费增长率'], 'formulas': ['(public_funds - public_funds_last) / public_funds_last'], 'unit': '%'},
             {'names': ['政府采购执行率', '政府采购预算执行率', '政府采购完成率'], 'formulas': ['procurement_final / procurement_budget'], 'unit': '%'}, {'names': ['公务卡刷卡率', '公务卡使用率', '公务卡结算率'], 'formulas': ['card_rate'], 'unit': '%'},
             {'names': ['固定资产利用率', '固定资产使用率', '固定资产在用率'], 'formulas': ['assets_in_use / assets'], 'unit': '%'}, {'names': ['资金结余', '结余资金', '结转结余资金', '结转结余'], 'formulas': ['surplus', 'carried_in + year_surplus'], 'unit': '万元'},
             {'names': ['结转结余率', '资金结余率', '结余率'], 'formulas': ['surplus / annual_budget'], 'unit': '%'}, {'names': ['结转结余变动率', '结转结余资金变动率'], 'formulas': ['(surplus - carried_in) / carried_in'], 'unit': '%'},
             {'names': ['楼堂馆所规模控制率', '新建楼堂馆所面积控制率', '新建楼堂馆所规模控制率', '规模控制率', '建设规模控制率'], 'formulas': ['building_actual / building_approved'], 'unit': '%'},
             {'names': ['楼堂馆所投资概算控制率', '新建楼堂馆所投资概算控制率', '投资概算控制率'], 'formulas': ['investment_actual / investment_budget'], 'unit': '%'}, {'contains': '满意', 'formulas': ['satisfaction'], 'unit': '%'}]},
}
