# 单位目录：级别、简称、并入、单位组、导入、行政区划。

unit-level-nation = 国家
unit-level-province = 省级
unit-level-prefecture = 市州级
unit-level-county = 县级
unit-level-township = 乡镇级
unit-former-until = { $name }（至 { $until }）
