"""Rule-scored tables (规则评分表): each item recomputed by the words of its own standard, and what goes wrong with them."""
