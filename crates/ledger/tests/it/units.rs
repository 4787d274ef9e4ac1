//! The directory of units: other names, merging, groups in groups, and which unit a printed name means.

use crate::cast::{Cast, facts, planned, staffed};
use crate::office::{Office, table};
use jiff::civil::{Date, date};
use ledger::draft::{Confirm, Meant};
use ledger::printed::Duty;
use ledger::task::{Assign, Designate, Sign};
use ledger::unit::{
    Add, AreaCode, Change, Facts, Former, How, Level, Merge, Own, Part, Resolved, Resolver, Unit, form,
};
use ledger::{Code, TaskId, Thing, UnitId};

fn unit(office: &Office, id: UnitId) -> &Unit {
    match &office.things[&id.0].thing {
        Thing::Unit(unit) => unit,
        other => panic!("{other:?}"),
    }
}

fn with_names(name: &str, aliases: &[&str], former: &[(&str, Option<Date>)]) -> Facts {
    let former = former.iter().map(|&(name, until)| Former { name: name.into(), until });
    Facts {
        aliases: aliases.iter().map(|&alias| alias.into()).collect(),
        former: former.collect(),
        ..Facts::unit(name, 1)
    }
}

#[test]
fn names_are_of_one_unit() {
    let (mut office, cast) = staffed();
    let add = |facts| Add { facts };
    let money = |aliases: &[&str]| Change { unit: cast.money, facts: with_names("财政厅", aliases, &[]) };
    office.make(
        cast.admin,
        add(with_names(
            "发展和改革委员会",
            &["发改委", " 发改委 ", "", "发展和改革委员会"],
            &[("计划委员会", None)],
        )),
    );
    table([
        ("an alias in use", office.would(cast.admin, money(&["发改委"])), Err(Code::NameTaken)),
        ("a former name in use", office.would(cast.admin, money(&["计划委员会"])), Err(Code::NameTaken)),
        ("another unit's name", office.would(cast.admin, money(&["水利厅"])), Err(Code::NameTaken)),
        ("an own name", office.would(cast.admin, money(&["财政局"])), Ok("unit.changed")),
        ("too many", office.would(cast.admin, money(&["甲"; 31])), Err(Code::TooMany)),
    ]);
    let made = office.things.values().rev().find_map(|entry| match &entry.thing {
        Thing::Unit(unit) => Some(unit),
        _ => None,
    });
    assert_eq!(made.unwrap().names(), ["发展和改革委员会", "发改委", "计划委员会"], "each once");
}

#[test]
fn a_changed_name_is_a_former_one_from_that_day() {
    let (mut office, cast) = staffed();
    let change = |facts| Change { unit: cast.roads, facts };
    let former = |office: &Office| unit(office, cast.roads).facts.former.clone();
    office.make(cast.admin, change(Facts::unit("交通运输厅", 1)));
    assert_eq!(former(&office), [Former { name: "交通厅".into(), until: Some(office.today) }]);
    let reform = Some(date(2009, 5, 1));
    office.make(cast.admin, change(with_names("交通运输厅", &[], &[("交通厅", reform)])));
    assert_eq!(former(&office), [Former { name: "交通厅".into(), until: reform }], "the day can be mended");
    office.make(cast.admin, change(with_names("综合交通厅", &["交通运输厅"], &[("交通厅", reform)])));
    assert_eq!(former(&office).len(), 1, "what is still an alias is no former name");
    office.make(cast.admin, change(Facts::unit("综合交通厅", 1)));
    assert_eq!(unit(&office, cast.roads).names(), ["综合交通厅"], "a name that never was can be taken out");
}

#[test]
fn the_2018_reform() {
    let (mut office, cast) = staffed();
    let land = UnitId(office.make(cast.admin, Add { facts: with_names("省国土资源厅", &["国土厅"], &[]) }));
    let nature = UnitId(office.make(cast.admin, Add { facts: Facts::unit("省自然资源厅", 1) }));
    let body = |lead: &str| facts("耕地保护。", &[lead, "水利厅"]);
    let (before, old) =
        planned(&mut office, cast.supervisor, vec![body("*省国土资源厅"), body("*省国土资源厅")]);
    let tasks = vec![old[0]];
    office.make(cast.supervisor, Assign { plan: before, tasks });
    let merge = |unit, into, date| Merge { unit, into, date };
    let day = date(2018, 10, 25);
    table([
        ("into itself", office.would(cast.admin, merge(land, land, day)), Err(Code::NoSuccessor)),
        ("into a group", office.would(cast.admin, merge(land, cast.cities, day)), Err(Code::NoSuccessor)),
        ("a group", office.would(cast.admin, merge(cast.cities, nature, day)), Err(Code::NoSuccessor)),
        (
            "tomorrow",
            office.would(cast.admin, merge(land, nature, office.today.tomorrow().unwrap())),
            Err(Code::BadDate),
        ),
        ("by a supervisor", office.would(cast.supervisor, merge(land, nature, day)), Err(Code::NoRight)),
        ("parted before", office.would(cast.admin, Part { unit: land }), Err(Code::NotMerged)),
        ("merged", office.would(cast.admin, merge(land, nature, day)), Ok("unit.merged")),
    ]);
    office.make(cast.admin, merge(land, nature, day));
    table([
        ("twice", office.would(cast.admin, merge(land, cast.water, day)), Err(Code::UnitMerged)),
        (
            "into what was merged",
            office.would(cast.admin, merge(cast.water, land, day)),
            Err(Code::NoSuccessor),
        ),
        (
            "changed",
            office.would(cast.admin, Change { unit: land, facts: Facts::unit("国土局", 1) }),
            Err(Code::UnitMerged),
        ),
        (
            "its name is not free",
            office.would(cast.admin, Add { facts: Facts::unit("国土厅", 1) }),
            Err(Code::NameTaken),
        ),
    ]);
    assert_eq!(unit(&office, nature).names(), ["省自然资源厅", "省国土资源厅", "国土厅"]);

    // A document that prints the former name is handed to the successor, and prints what it printed.
    let (_, new) = planned(&mut office, cast.supervisor, vec![body("*省国土资源厅")]);
    assert_eq!(office.task(new[0].0).units, [(nature, Duty::Lead), (cast.water, Duty::Responsible)]);
    // What was registered before and is handed out now goes to the successor.
    office.make(cast.supervisor, Assign { plan: before, tasks: vec![] });
    let parts = |office: &Office, at: usize| -> Vec<_> {
        office.task(old[at].0).assigned().map(|part| (part.unit, part.via)).collect()
    };
    assert_eq!(parts(&office, 1), [(nature, Some(land)), (cast.water, None)]);
    // What was handed out and signed before stays where it is until a supervisor hands it on.
    assert_eq!(parts(&office, 0), [(land, None), (cast.water, None)]);
    let assignment = Some(office.task(old[0].0).assignments[0].id);
    let hand_on = Designate { task: old[0], assignment, unit: nature, reason: "机构改革".into() };
    office.make(cast.supervisor, hand_on);
    assert_eq!(parts(&office, 0), [(cast.water, None), (nature, None)]);

    // A chain of successors is taken apart from its end.
    office.make(cast.admin, merge(nature, cast.money, office.today));
    assert!(unit(&office, cast.money).names().contains(&"国土厅"));
    assert_eq!(office.would(cast.admin, Part { unit: land }), Err(Code::SuccessorMerged));
    office.make(cast.admin, Part { unit: nature });
    office.make(cast.admin, Part { unit: land });
    let held = [land, nature, cast.money].map(|id| unit(&office, id).held().len());
    assert_eq!(held, [2, 1, 1], "each has its own names again");
    assert!(!unit(&office, land).facts.retired);
}

#[test]
fn what_a_merged_unit_signed_can_be_handed_on() {
    let (mut office, cast) = staffed();
    let (plan, tasks) = planned(&mut office, cast.supervisor, vec![facts("修路。", &["*交通厅"])]);
    office.make(cast.supervisor, Assign { plan, tasks: vec![] });
    let (task, assignment) = (tasks[0], office.task(tasks[0].0).assignments[0].id);
    office.make(cast.liaison(cast.roads), Sign { task, assignment });
    let hand_on =
        || Designate { task, assignment: Some(assignment), unit: cast.water, reason: String::new() };
    assert_eq!(office.would(cast.supervisor, hand_on()), Err(Code::AssignmentState));
    office.make(cast.admin, Merge { unit: cast.roads, into: cast.water, date: office.today });
    assert_eq!(
        office.would(cast.supervisor, hand_on()).as_deref(),
        Ok("assignment.designated assignment.made task.classified")
    );
}

fn grouped(office: &mut Office, cast: &Cast, name: &str, members: &[UnitId]) -> UnitId {
    UnitId(office.make(cast.admin, Add { facts: Facts::group(name, members.to_vec(), 1) }))
}

#[test]
fn groups_in_groups() {
    let (mut office, cast) = staffed();
    let (plan, tasks) =
        planned(&mut office, cast.supervisor, vec![facts("抓落实。", &["*财政厅", "各级政府及部门"])]);
    let all = office.task(tasks[0].0).units[1].0;
    let offices = grouped(&mut office, &cast, "各厅", &[cast.roads, cast.water, cast.money]);
    let members = vec![cast.cities, offices, cast.east];
    office.make(cast.admin, Change { unit: all, facts: Facts::group("各级政府及部门", members, 1) });
    let change = |unit, members: &[UnitId]| Change { unit, facts: Facts::group("组", members.to_vec(), 1) };
    table([
        ("itself", office.would(cast.admin, change(all, &[all])), Err(Code::GroupInGroup)),
        ("a ring", office.would(cast.admin, change(cast.cities, &[cast.east, all])), Err(Code::GroupInGroup)),
    ]);
    office.make(cast.supervisor, Assign { plan, tasks: vec![] });
    let task = office.task(tasks[0].0);
    let parts: Vec<_> = task.assigned().map(|part| (part.unit, part.duty, part.via)).collect();
    let through = |unit| (unit, Duty::Responsible, Some(all));
    let expected = [
        (cast.money, Duty::Lead, None),
        through(cast.east),
        through(cast.west),
        through(cast.roads),
        through(cast.water),
    ];
    assert_eq!(parts, expected, "each once, the lead as lead");
    assert_eq!(task.units[1], (all, Duty::Responsible), "in the text the group stays");
    let mut deep = all;
    for n in 1..=2 {
        deep = grouped(&mut office, &cast, &format!("第{n}层"), &[deep]);
    }
    let too_deep = Add { facts: Facts::group("第三层", vec![deep], 1) };
    assert_eq!(office.would(cast.admin, too_deep), Err(Code::GroupTooDeep));
}

/// The units that answer for a task, each with its duty and group.
fn answer(office: &Office, task: TaskId) -> Vec<(UnitId, Duty, Option<UnitId>)> {
    office.task(task.0).assigned().map(|part| (part.unit, part.duty, part.via)).collect()
}

#[test]
fn who_joins_a_group_later_is_handed_its_tasks() {
    let (mut office, cast) = staffed();
    let empty = grouped(&mut office, &cast, "各有关厅", &[]);
    let bodies = [("修路。", "*各有关厅"), ("治水。", "*财政厅"), ("植树。", "*各有关厅")];
    let bodies = bodies.map(|(body, lead)| facts(body, &[lead, "交通厅", "各有关厅"])).into();
    let (plan, tasks) = planned(&mut office, cast.supervisor, bodies);
    let all = || Assign { plan, tasks: vec![] };
    let [led, helped, given] = tasks[..] else { panic!("three tasks") };
    office.make(cast.supervisor, all());
    assert_eq!(answer(&office, led), [(empty, Duty::Lead, None), (cast.roads, Duty::Responsible, None)]);
    assert_eq!(office.would(cast.supervisor, all()), Err(Code::NothingToAssign), "nobody joined");
    // One is given to somebody by hand: that stays decided.
    let held = office.task(given.0).assignments[0].id;
    let hand = Designate { task: given, assignment: Some(held), unit: cast.east, reason: String::new() };
    office.make(cast.supervisor, hand);
    let fill =
        |members: &[UnitId]| Change { unit: empty, facts: Facts::group("各有关厅", members.to_vec(), 1) };
    office.make(cast.admin, fill(&[cast.water, cast.roads]));

    let kinds = office.would(cast.supervisor, Assign { plan, tasks: vec![led] });
    let ended = "assignment.designated assignment.designated";
    assert_eq!(kinds.as_deref(), Ok(&*format!("{ended} assignment.made assignment.made")));
    assert_eq!(office.would(cast.heads[0], all()), Err(Code::NoRight));
    office.make(cast.supervisor, all());
    let via = Some(empty);
    let leading = [(cast.water, Duty::Lead, via), (cast.roads, Duty::Lead, via)];
    assert_eq!(answer(&office, led), leading, "a member that helped leads, and the group itself has nothing");
    let clocks = |office: &Office| office.task(led.0).clocks.len();
    assert_eq!(clocks(&office), 2, "the clock of the lead started when it was handed out");
    let helping = [
        (cast.money, Duty::Lead, None),
        (cast.roads, Duty::Responsible, None),
        (cast.water, Duty::Responsible, via),
    ];
    assert_eq!(answer(&office, helped), helping);
    assert_eq!(answer(&office, given).len(), 2, "what a supervisor gave to another unit");
    assert_eq!(office.would(cast.supervisor, all()), Err(Code::NothingToAssign));

    // One more, while a member is merged into another one and has left the rest to its successor.
    let assignment = office.task(led.0).assigned().next().unwrap().id;
    office.make(cast.liaison(cast.water), Sign { task: led, assignment });
    let land = UnitId(office.make(cast.admin, Add { facts: Facts::unit("自然资源厅", 1) }));
    office.make(cast.admin, Merge { unit: cast.water, into: land, date: office.today });
    assert_eq!(office.would(cast.supervisor, all()), Err(Code::NothingToAssign), "the successor has it");
    office.make(cast.admin, fill(&[cast.water, cast.roads, cast.west]));
    office.make(cast.supervisor, all());
    let last = |task| *answer(&office, task).last().unwrap();
    assert_eq!(
        [last(led), last(helped)],
        [(cast.west, Duty::Lead, via), (cast.west, Duty::Responsible, via)]
    );
}

#[test]
fn a_group_that_grew_too_deep_from_below_is_told_when_it_is_handed_out() {
    let (mut office, cast) = staffed();
    let mut groups = vec![cast.offices];
    for n in 1..=3 {
        groups.push(grouped(&mut office, &cast, &format!("第{n}层"), &[groups[n - 1]]));
    }
    let (plan, _) = planned(&mut office, cast.supervisor, vec![facts("抓落实。", &["*第3层"])]);
    let inner = grouped(&mut office, &cast, "里层", &[cast.cities]);
    office.make(cast.admin, Change { unit: cast.offices, facts: Facts::group("有关单位", vec![inner], 1) });
    assert_eq!(office.would(cast.supervisor, Assign { plan, tasks: vec![] }), Err(Code::GroupTooDeep));
}

#[test]
fn a_reviewer_says_which_unit_is_meant() {
    let (mut office, cast) = staffed();
    let draft = crate::cast::drafted(
        &mut office,
        cast.supervisor,
        vec![facts("修路。", &["*省交通厅", "公路局", "水务部门"])],
    );
    let meant = |name: &str, unit| Meant { name: name.into(), unit };
    let confirm = |meant| Confirm { draft, meant };
    let all = || vec![meant("省交通厅", cast.roads), meant("水务部门", cast.water)];
    assert_eq!(
        office.would(cast.supervisor, confirm(all())).as_deref(),
        Ok("unit.added unit.aliased plan.confirmed task.registered"),
        "a short form needs no alias"
    );
    let none = vec![meant("公路局", UnitId(9_999))];
    assert_eq!(office.would(cast.supervisor, confirm(none)), Err(Code::NotFound));
    office.make(
        cast.admin,
        Change { unit: cast.money, facts: Facts { retired: true, ..Facts::unit("财政厅", 1) } },
    );
    let retired = vec![meant("公路局", cast.money)];
    assert_eq!(office.would(cast.supervisor, confirm(retired)), Err(Code::UnknownName));
    let events = office.run(cast.supervisor, &confirm(all())).unwrap();
    let ledger::Fact::Task(ledger::task::TaskEvent::Registered(registered)) = &events[3].fact else {
        panic!()
    };
    let printed: Vec<_> = registered.units.iter().map(|unit| (unit.unit, unit.name.as_str())).collect();
    assert_eq!(
        printed,
        [(cast.roads, "省交通厅"), (UnitId(events[0].seq), "公路局"), (cast.water, "水务部门")]
    );
    assert_eq!(unit(&office, cast.water).facts.aliases, ["水务部门"]);
}

#[test]
fn codes_of_areas() {
    for (text, level) in [
        ("630000", Some(Level::Province)),
        (" 632800 ", Some(Level::Prefecture)),
        ("632801", Some(Level::County)),
        ("63", None),
        ("063000", None),
        ("六三零零零零", None),
        ("999999", None),
    ] {
        assert_eq!(AreaCode::parse(text).ok().map(AreaCode::level), level, "{text}");
    }
    let above: Vec<_> = AreaCode::parse("632801").unwrap().above().map(|code| code.to_string()).collect();
    assert_eq!(above, ["632800", "630000"]);
}

/// Names that mean the same in a jurisdiction.
#[test]
fn short_forms() {
    for (own, names) in [
        (
            "岚川省",
            &[
                "岚川省发展和改革委员会",
                "岚川省发展改革委",
                "省发展改革委",
                "省发改委",
                "发展和改革委员会",
                "发改委",
            ][..],
        ),
        ("岚川省", &["省财政厅", "岚川省财政厅", "岚川财政厅", "财政厅"]),
        ("岚川省", &["省人力资源和社会保障厅", "人力资源社会保障厅", "省人社厅"]),
        ("岚川省", &["省工业和信息化厅", "省工信厅"]),
        ("岚川省", &["省住房和城乡建设厅", "住房城乡建设厅", "省住建厅"]),
        ("岚川省", &["省文化和旅游厅", "省文旅厅", "文化旅游厅"]),
        ("岚川省", &["省卫生健康委员会", "省卫生健康委", "卫健委"]),
        ("岚川省", &["省人民政府国有资产监督管理委员会", "省政府国资委", "省国资委"]),
        ("岚川省", &["省市场监督管理局", "省市场监管局", "市监局"]),
        ("岚川省", &["省应急管理厅", "应急厅"]),
        ("岚川省", &["省退役军人事务厅", "退役军人厅"]),
        ("岚川省", &["省民族宗教事务委员会", "省民宗委"]),
        ("岚川省", &["省人民政府", "岚川省政府", "省政府"]),
        ("岚川省", &["省人民政府办公厅", "省政府办公厅", "岚川省人民政府办公厅"]),
        ("岚川省", &["中共岚川省委组织部", "省委组织部", "组织部"]),
        ("岚川省", &["中共岚川省委员会宣传部", "省委宣传部", "党委宣传部"]),
        ("岚川省", &["省委政法委员会", "省委政法委", "政法委"]),
        ("岚川省", &["省委网络安全和信息化委员会办公室", "省委网信办", "省互联网信息办公室", "网信办"]),
        ("岚川省", &["省委机构编制委员会办公室", "省委编办"]),
        ("岚川省", &["中共岚川省纪律检查委员会", "省纪委"]),
        ("岚川省", &["国家税务总局岚川省税务局", "省税务局"]),
        ("岚川省", &["省乡村振兴局", "岚川省乡村振兴局"]),
        ("岚川省", &["省气象局", "气象局"]),
        ("岚川省", &["海北藏族自治州人民政府", "海北州政府", "海北州人民政府"]),
        ("岚川省", &["海西蒙古族藏族自治州", "海西州"]),
        ("岚川省", &["大通回族土族自治县政府", "大通县人民政府"]),
        ("岚川省", &["西宁市发展和改革委员会", "西宁市发改委"]),
        ("西宁市", &["西宁市市场监督管理局", "市市场监管局", "市场监管局", "市监局"]),
        ("西宁市", &["西宁市人民政府办公室", "市政府办公室", "市政府办"]),
        ("西宁市", &["市监察委员会", "西宁市监委"]),
        ("海北藏族自治州", &["海北藏族自治州财政局", "海北州财政局", "州财政局"]),
        ("广西壮族自治区", &["自治区财政厅", "广西壮族自治区财政厅", "广西财政厅", "区财政厅"]),
        ("城东区人民政府", &["城东区教育局", "区教育局"]),
        ("某某公司", &["财务部", " 财 务 部 "]),
        ("岚川省人民政府办公厅", &["省财政厅", "岚川省财政厅"]),
    ] {
        let place = Own::of(own);
        for name in names {
            assert_eq!(form(name, &place), form(names[0], &place), "{own}: {name} and {}", names[0]);
        }
    }
    // Names that do not.
    for (own, one, other) in [
        ("岚川省", "省政府办公厅", "省委办公厅"),
        ("岚川省", "省财政厅", "市财政局"),
        ("岚川省", "省财政厅", "西宁市财政局"),
        ("岚川省", "省科技厅", "省科协"),
        ("岚川省", "省政府督查室", "省委督查室"),
        ("岚川省", "省环境保护厅", "省生态环境厅"),
        ("岚川省", "省发改委", "省国资委"),
        ("岚川省", "岚川市财政局", "省财政局"),
        ("西宁市", "市场监管局", "场监管局"),
        ("西宁市", "城东区政府", "城西区政府"),
        ("青海省", "中山市", "中市"),
    ] {
        let place = Own::of(own);
        assert_ne!(form(one, &place), form(other, &place), "{own}: {one} and {other}");
    }
}

/// What a printed name means: the unit's place in the list and how, or the nearest ones.
#[test]
fn printed_names() {
    let mut retired = named(&["省粮食局"]);
    retired.facts.retired = true;
    let mut reformed = named(&["省自然资源厅", "省国土资源厅"]);
    reformed.facts.former =
        vec![Former { name: "省国土资源厅".into(), until: Some(date(2018, 10, 25)) }];
    reformed.facts.aliases.clear();
    let units = [
        named(&["省发展和改革委员会", "省计委"]),
        named(&["省财政厅"]),
        reformed,
        named(&["西宁市政府"]),
        named(&["各市州政府"]),
        named(&["省农业农村厅"]),
        named(&["省交通厅"]),
        named(&["省交通运输厅"]),
        retired,
        named(&["省林业和草原局"]),
    ];
    let all = units.iter().enumerate().map(|(id, unit)| (UnitId(id as u64), unit));
    let resolver = Resolver::new("岚川省人民政府", all);
    let known = |id, how| Resolved::Unit(UnitId(id), how);
    let unknown = |ids: &[u64]| Resolved::Unknown(ids.iter().copied().map(UnitId).collect());
    for (printed, expected) in [
        ("省财政厅", known(1, How::Name)),
        (" 省计委 ", known(0, How::Alias)),
        ("省国土资源厅", known(2, How::Former)),
        ("国土厅", known(2, How::Short)),
        ("省发改委", known(0, How::Short)),
        ("岚川省财政厅", known(1, How::Short)),
        ("西宁市人民政府", known(3, How::Short)),
        ("省国土厅", known(2, How::Short)),
        ("省粮食局", known(8, How::Name)),
        ("粮食局", unknown(&[])),
        ("交通厅", unknown(&[6, 7])),
        ("省自燃资源厅", unknown(&[2])),
        ("省财政局", unknown(&[1])),
        ("市州政府", unknown(&[4])),
        ("省林草厅", unknown(&[9])),
        ("中国联通", unknown(&[])),
        ("", unknown(&[])),
    ] {
        assert_eq!(resolver.resolve(printed), expected, "{printed}");
    }
}

fn named(names: &[&str]) -> Unit {
    Unit { facts: with_names(names[0], &names[1..], &[]), ..Unit::default() }
}
