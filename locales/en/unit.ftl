# The directory of units: levels, short names, mergers, groups, import, areas.

unit-level-nation = Nation
unit-level-province = Province
unit-level-prefecture = Prefecture
unit-level-county = County
unit-level-township = Township
unit-former-until = { $name } (until { $until })

unit-means = that is { $name }
unit-nearest = nearest: { $names }
unit-is = this is { $name }
unit-groups-empty = Groups without members: { $n }
unit-groups-empty-why = What is handed to a group is handed to each member; without members nobody signs. Choose the members before you assign.
unit-groups-empty-ask = What is handed to a group is handed to each member; without members nobody signs. Ask the administrator to choose the members before you assign.
