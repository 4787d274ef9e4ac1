# 单位目录：级别、简称、并入、单位组、导入、行政区划。

unit-level-nation = 国家
unit-level-province = 省级
unit-level-prefecture = 市州级
unit-level-county = 县级
unit-level-township = 乡镇级
unit-former-until = { $name }（至 { $until }）

unit-means = 即{ $name }
unit-nearest = 最接近：{ $names }
unit-is = 就是{ $name }
unit-groups-empty = 还没有成员的单位组：{ $n } 个
unit-groups-empty-why = 交办给单位组，就是交办给它的每个成员；没有成员就没有人签收。请先选成员，再交办。
unit-groups-empty-ask = 交办给单位组，就是交办给它的每个成员；没有成员就没有人签收。请系统管理员先选成员，再交办。
