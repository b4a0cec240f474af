"""The package's TOML files as Python, by the CRC-32 of their text. Written by tools/parse_toml.py: not to be edited."""

FILES = {
    # profiles/hunan-2022.toml
    2407635455: {'extends': 'mof-standard',
 'title': '湖南省部门绩效自评表（2020—2023 年度）',
 'basis': '湖南省部门整体支出绩效自评表填表说明；《项目支出绩效评价管理办法》（财预〔2020〕10号）',
 'score_decimals': 1,
 'match': {'years': [2020, 2023],
           'features': ['funds_by_nature'],
           'places': ['湖南', '长沙', '株洲', '湘潭', '衡阳', '邵阳', '岳阳', '常德', '张家界', '益阳', '郴州', '永州', '怀化', '娄底', '湘西']}},
    # profiles/hunan-2024.toml
    1288920306: {'extends': 'hunan-2022', 'title': '湖南省部门绩效自评表（2024 年度起）', 'match': {'years': [2024, 9999]}},
    # profiles/mof-standard.toml
    2201535401: {'title': '财政部通用口径',
 'basis': '《项目支出绩效评价管理办法》（财预〔2020〕10号）',
 'score_decimals': 2,
 'total_score': '100',
 'deviation_threshold': '130',
 'adjustment_threshold': '20',
 'missed_lower_is_better': 'inverse_ratio',
 'qualitative_bands': [['100', '80'], ['80', '60'], ['60', '0']],
 'grades': [['优', '90'], ['良', '80'], ['中', '60'], ['差', '0']]},
    # rules/final_accounts/identities.toml
    1036623814: {'within': {'income_expenditure_total': 'K01 income/本年收入合计 = income/* ｜ 各项收入之和\n'
                                        'K02 expenditure/本年支出合计 = expenditure/* ｜ 各功能类支出之和\n'
                                        'K03 income/总计 = income/本年收入合计 + income/使用非财政拨款结余 + income/年初结转和结余 ｜ '
                                        '本年收入合计＋使用非财政拨款结余＋年初结转和结余\n'
                                        'K03 expenditure/总计 = expenditure/本年支出合计 + expenditure/结余分配 + '
                                        'expenditure/年末结转和结余 ｜ 本年支出合计＋结余分配＋年末结转和结余\n'
                                        'K03 expenditure/总计 = income/总计 ｜ 收入方的总计\n',
            'fiscal_appropriation_total': 'K10 income/本年收入合计 = income/* ｜ 三类财政拨款收入之和\n'
                                          'K10 income/年初结转和结余 = income/年初结转和结余·一般公共预算财政拨款收入 + '
                                          'income/年初结转和结余·政府性基金预算财政拨款收入 + income/年初结转和结余·国有资本经营预算财政拨款收入 ｜ '
                                          '三类财政拨款年初结转之和\n'
                                          'K10 income/总计 = income/本年收入合计 + income/年初结转和结余 ｜ 本年收入合计＋年初财政拨款结转和结余\n'
                                          'K10 total general fund state_capital: expenditure/本年支出合计/{column} = '
                                          'expenditure/*/{column} ｜ 各功能类支出之和\n'
                                          'K10 total general fund state_capital: expenditure/总计/{column} = '
                                          'expenditure/本年支出合计/{column} + expenditure/年末结转和结余/{column} ｜ '
                                          '本年支出合计＋年末财政拨款结转和结余\n'
                                          'K10 expenditure/总计/total = income/总计 ｜ 收入方的总计\n',
            'basic_expenditure_detail': 'K13 total = staff + public ｜ 人员经费合计＋公用经费合计 ｜ all\n',
            'three_public': 'K15 budget final: {column}_total = {column}_abroad + {column}_vehicles + '
                            '{column}_reception ｜ 因公出国（境）费＋公务用车购置及运行维护费＋公务接待费 ｜ all\n'
                            'K15 budget final: {column}_vehicles = {column}_vehicle_purchase + '
                            '{column}_vehicle_operation ｜ 公务用车购置费＋公务用车运行维护费 ｜ all\n'},
 'across': {'fiscal_appropriation_total': 'K10 total = general + fund + state_capital ｜ 一般公共预算＋政府性基金预算＋国有资本经营预算\n',
            'income': 'K06 total = * ｜ 各来源收入之和\n',
            'expenditure': 'K08 total = * ｜ 基本支出＋项目支出＋上缴上级支出＋经营支出＋对附属单位补助支出\n',
            'general_public_budget': 'K09 total = basic + project ｜ 基本支出＋项目支出\n',
            'government_fund': 'K19 total = basic + project ｜ 基本支出＋项目支出\n'
                               'K19 closing = opening + income - total ｜ 年初结转和结余＋本年收入－本年支出 ｜ zero\n',
            'state_capital': 'K19 total = basic + project ｜ 基本支出＋项目支出\n'
                             'K19 closing = opening + income - total ｜ 年初结转和结余＋本年收入－本年支出 ｜ zero\n'},
 'down': {'income': 'K05',
          'expenditure': 'K07',
          'general_public_budget': 'K09',
          'government_fund': 'K19',
          'state_capital': 'K19'},
 'between': {'K12': 'income:合计/total = income_expenditure_total:income/本年收入合计 ｜ 收入支出决算总表的本年收入合计\n'
                    'expenditure:合计/total = income_expenditure_total:expenditure/本年支出合计 ｜ 收入支出决算总表的本年支出合计\n'
                    'fiscal_appropriation_total:income/一般公共预算财政拨款收入 = income_expenditure_total:income/一般公共预算财政拨款收入 ｜ '
                    '收入支出决算总表的一般公共预算财政拨款收入\n'
                    'fiscal_appropriation_total:income/政府性基金预算财政拨款收入 = income_expenditure_total:income/政府性基金预算财政拨款收入 ｜ '
                    '收入支出决算总表的政府性基金预算财政拨款收入\n'
                    'fiscal_appropriation_total:income/国有资本经营预算财政拨款收入 = income_expenditure_total:income/国有资本经营预算财政拨款收入 '
                    '｜ 收入支出决算总表的国有资本经营预算财政拨款收入\n'
                    'income:合计/fiscal = income_expenditure_total:income/一般公共预算财政拨款收入 + '
                    'income_expenditure_total:income/政府性基金预算财政拨款收入 + income_expenditure_total:income/国有资本经营预算财政拨款收入 ｜ '
                    '收入支出决算总表三类财政拨款收入之和\n'
                    'income:合计/fiscal = fiscal_appropriation_total:income/本年收入合计 ｜ 财政拨款收入支出决算总表的本年收入合计\n'
                    'general_public_budget:合计/total = fiscal_appropriation_total:expenditure/本年支出合计/general ｜ '
                    '财政拨款收入支出决算总表的一般公共预算支出\n'
                    'government_fund:合计/total = fiscal_appropriation_total:expenditure/本年支出合计/fund ｜ '
                    '财政拨款收入支出决算总表的政府性基金预算支出\n'
                    'government_fund:合计/income = fiscal_appropriation_total:income/政府性基金预算财政拨款收入 ｜ '
                    '财政拨款收入支出决算总表的政府性基金预算财政拨款收入\n'
                    'government_fund:合计/opening = fiscal_appropriation_total:income/年初结转和结余·政府性基金预算财政拨款收入 ｜ '
                    '财政拨款收入支出决算总表的政府性基金年初结转\n'
                    'government_fund:合计/closing = fiscal_appropriation_total:expenditure/年末结转和结余/fund ｜ '
                    '财政拨款收入支出决算总表的政府性基金年末结转\n'
                    'state_capital:合计/total = fiscal_appropriation_total:expenditure/本年支出合计/state_capital ｜ '
                    '财政拨款收入支出决算总表的国有资本经营预算支出\n'
                    'state_capital:合计/income = fiscal_appropriation_total:income/国有资本经营预算财政拨款收入 ｜ '
                    '财政拨款收入支出决算总表的国有资本经营预算财政拨款收入\n'},
 'classes': {'K11': 'expenditure = income_expenditure_total/amount\n'
                    'general_public_budget = fiscal_appropriation_total/general\n'
                    'income = income_expenditure_total/amount if nothing_carried_over\n'}},
}
