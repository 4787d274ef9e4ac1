# The directory of units: levels, short names, mergers, groups, import, areas.

unit-level-nation = Nation
unit-level-province = Province
unit-level-prefecture = Prefecture
unit-level-county = County
unit-level-township = Township
unit-former-until = { $name } (until { $until })
