//! The jurisdiction, its units, leaders, posts and accounts.

use crate::cast::{FIRST, facts, planned, staffed};
use crate::office::{Office, table};
use ledger::light::{Light, LightRow, LightRules, When};
use ledger::task::Assign;
use ledger::{
    AccountId, Code, Decide, Event, Fact, LeaderId, NameKind, PostId, Role, Thing, UnitId, Who, account,
    jurisdiction, leader, post, unit,
};

#[test]
fn founding() {
    let found = |name: &str, zone: &str| jurisdiction::Found {
        name: name.into(),
        zone: zone.into(),
        origin: "0".repeat(16),
        sample: true,
    };
    let (empty, founded) = (Office::empty(FIRST), Office::founded(FIRST));
    let add = || unit::Add { facts: unit::Facts::unit("交通厅", 1) };
    table([
        (
            "the first two events",
            empty.would(Who::System, found("岚川省", "Asia/Shanghai")),
            Ok("jurisdiction.founded day.opened"),
        ),
        ("a zone that is none", empty.would(Who::System, found("岚川省", "Mars/Base")), Err(Code::BadZone)),
        ("no name", empty.would(Who::System, found("", "Asia/Shanghai")), Err(Code::Empty)),
        ("twice", founded.would(Who::System, found("岚川省", "Asia/Shanghai")), Err(Code::NameTaken)),
        ("nothing goes before it", empty.would(Who::System, add()), Err(Code::NotFound)),
    ]);
    let (office, cast) = staffed();
    table([("by a person", office.would(cast.admin, found("岚川省", "UTC")), Err(Code::NoRight))]);
}

#[test]
fn changing_the_jurisdiction() {
    let (mut office, cast) = staffed();
    let lights = |rows: &[(Light, When)]| {
        Some(LightRules(rows.iter().map(|&(light, when)| LightRow { light, when }).collect()))
    };
    let change = |lights| jurisdiction::Change { lights, ..jurisdiction::Change::default() };
    let (red, green) = ((Light::Red, When::Overdue), (Light::Green, When::Always));
    table([
        ("lights", office.would(cast.admin, change(lights(&[red, green]))), Ok("jurisdiction.changed")),
        (
            "without a last row for all",
            office.would(cast.admin, change(lights(&[green, red]))),
            Err(Code::OutOfRange),
        ),
        (
            "days out of range",
            office.would(cast.admin, change(lights(&[(Light::Yellow, When::DueWithin(61)), green]))),
            Err(Code::OutOfRange),
        ),
        (
            "points out of range",
            office.would(cast.admin, change(lights(&[(Light::Yellow, When::Behind(0)), green]))),
            Err(Code::OutOfRange),
        ),
        (
            "an empty name",
            office.would(
                cast.admin,
                jurisdiction::Change { name: Some(" ".into()), ..jurisdiction::Change::default() },
            ),
            Err(Code::Empty),
        ),
        ("by a supervisor", office.would(cast.supervisor, change(None)), Err(Code::NoRight)),
    ]);
    let area = Some(unit::AreaCode::parse("630000").unwrap());
    office.make(cast.admin, jurisdiction::Change { name: Some("新名".into()), lights: None, area });
    office.make(cast.admin, change(None));
    let Thing::Jurisdiction(now) = &office.things[&0].thing else { panic!() };
    assert_eq!(
        (now.name.as_str(), &now.lights, now.area),
        ("新名", &LightRules::default(), area),
        "what is absent stays"
    );
}

#[test]
fn units() {
    let (mut office, cast) = staffed();
    let add = |name: &str, group, members: &[UnitId]| unit::Add {
        facts: unit::Facts { group, members: members.to_vec(), ..unit::Facts::unit(name, 1) },
    };
    let change = |unit, name: &str, group, members: &[UnitId]| unit::Change {
        unit,
        facts: unit::Facts { group, members: members.to_vec(), ..unit::Facts::unit(name, 1) },
    };
    let (roads, east, cities) = (cast.roads, cast.east, cast.cities);
    table([
        ("a unit", office.would(cast.admin, add("林草局", false, &[])), Ok("unit.added")),
        ("a name in use", office.would(cast.admin, add(" 交通厅 ", false, &[])), Err(Code::NameTaken)),
        ("a group", office.would(cast.admin, add("两厅", true, &[roads, east])), Ok("unit.added")),
        (
            "members of no group",
            office.would(cast.admin, add("两厅", false, &[roads])),
            Err(Code::GroupInGroup),
        ),
        ("a group in a group", office.would(cast.admin, add("两厅", true, &[cities])), Ok("unit.added")),
        (
            "a member that is none",
            office.would(cast.admin, add("两厅", true, &[UnitId(9_999)])),
            Err(Code::NotFound),
        ),
        ("add by a supervisor", office.would(cast.supervisor, add("林草局", false, &[])), Err(Code::NoRight)),
        ("rename", office.would(cast.admin, change(roads, "交通运输厅", false, &[])), Ok("unit.changed")),
        (
            "to a name in use",
            office.would(cast.admin, change(roads, "水利厅", false, &[])),
            Err(Code::NameTaken),
        ),
        (
            "a group in itself",
            office.would(cast.admin, change(cities, "各市政府", true, &[cities])),
            Err(Code::GroupInGroup),
        ),
        (
            "what is none",
            office.would(cast.admin, change(UnitId(9_999), "厅", false, &[])),
            Err(Code::NotFound),
        ),
        (
            "change by a supervisor",
            office.would(cast.supervisor, change(roads, "厅", false, &[])),
            Err(Code::NoRight),
        ),
    ]);
    let pair = office.make(cast.admin, add("两厅", true, &[roads, east, roads]));
    assert!(
        matches!(&office.things[&pair].thing, Thing::Unit(unit) if unit.facts.members == [roads, east]),
        "each member once"
    );
    office.make(cast.admin, change(roads, "交通运输厅", false, &[]));
    assert_eq!(
        office.would(cast.admin, add("交通厅", false, &[])),
        Err(Code::NameTaken),
        "a former name is still found"
    );
    office.make(cast.admin, change(roads, "交通厅", false, &[]));
    let Thing::Unit(unit) = &office.things[&roads.0].thing else { panic!() };
    assert_eq!(unit.names(), ["交通厅", "交通运输厅"]);
}

#[test]
fn leaders_and_portfolios() {
    let (mut office, cast) = staffed();
    let add = |name: &str, units: &[UnitId]| leader::Add {
        name: name.into(),
        title: String::new(),
        order: 1,
        units: units.to_vec(),
    };
    let change = |leader, name: &str, units: &[UnitId]| leader::Change {
        leader,
        name: name.into(),
        title: String::new(),
        order: 1,
        units: units.to_vec(),
    };
    let (shen, roads, water, money) = (cast.shen, cast.roads, cast.water, cast.money);
    let none = UnitId(9_999);
    table([
        ("a leader", office.would(cast.admin, add("温若谷", &[roads])), Ok("leader.added")),
        ("a name in use", office.would(cast.admin, add("沈砚舟", &[])), Err(Code::NameTaken)),
        ("a unit that is none", office.would(cast.admin, add("温若谷", &[none])), Err(Code::NotFound)),
        ("add by a supervisor", office.would(cast.supervisor, add("温若谷", &[])), Err(Code::NoRight)),
        ("change", office.would(cast.admin, change(shen, "沈砚舟", &[])), Ok("leader.changed")),
        ("to a name in use", office.would(cast.admin, change(shen, "顾映溪", &[])), Err(Code::NameTaken)),
        ("what is none", office.would(cast.admin, change(LeaderId(9_999), "某", &[])), Err(Code::NotFound)),
        (
            "change by a supervisor",
            office.would(cast.supervisor, change(shen, "沈砚舟", &[])),
            Err(Code::NoRight),
        ),
    ]);
    let both = vec![
        facts("一。", &["*交通厅"]),
        facts("二。", &["*水利厅"]),
        facts("三。", &["*交通厅", "*财政厅"]),
    ];
    let (plan, tasks) = planned(&mut office, cast.supervisor, both);
    office.make(cast.supervisor, Assign { plan, tasks: vec![] });
    let leaders =
        |office: &Office| tasks.iter().map(|task| office.task(task.0).leaders.clone()).collect::<Vec<_>>();
    assert_eq!(leaders(&office), [vec![shen], vec![cast.gu], vec![shen]]);
    let kinds = office.would(cast.admin, change(shen, "沈砚舟", &[water, money, water]));
    assert_eq!(
        kinds.as_deref(),
        Ok("leader.changed task.classified task.classified"),
        "the third has another lead in it"
    );
    office.make(cast.admin, change(shen, "沈砚舟", &[water, money, water]));
    assert_eq!(leaders(&office), [vec![], vec![cast.gu, shen], vec![shen]]);
    let wen = LeaderId(office.make(cast.admin, add("温若谷", &[roads, roads])));
    assert_eq!(leaders(&office), [vec![wen], vec![cast.gu, shen], vec![shen, wen]]);
    assert!(matches!(&office.things[&roads.0].thing, Thing::Unit(unit) if unit.leaders == [wen]));
}

#[test]
fn a_portfolio_sees_what_the_same_batch_handed_out() {
    let (mut office, cast) = staffed();
    let (plan, tasks) = planned(&mut office, cast.supervisor, vec![facts("一。", &["*各市政府"])]);
    let assign = Assign { plan, tasks: vec![] };
    let units = vec![cast.east];
    let change =
        leader::Change { leader: cast.gu, name: "顾映溪".into(), title: String::new(), order: 1, units };
    let mut one_by_one = office.clone();
    one_by_one.run(cast.supervisor, &assign).unwrap();
    one_by_one.run(cast.admin, &change).unwrap();
    let jobs: [(Who, &dyn Decide); 2] = [(cast.supervisor, &assign), (cast.admin, &change)];
    assert!(office.batch(&jobs).iter().all(Result::is_ok));
    assert_eq!(office.task(tasks[0].0).leaders, [cast.gu]);
    assert_eq!(office.log, one_by_one.log);
}

#[test]
fn posts() {
    let (mut office, cast) = staffed();
    let add = |role, unit, leader| post::Add { name: "岗位".into(), role, unit, leader };
    let (Who::Account { post, .. }, Who::Account { post: own, .. }) = (cast.liaisons[0], cast.admin) else {
        panic!()
    };
    let change = |post, retired| post::Change { post, name: "岗位".into(), retired };
    table([
        (
            "an administrator needs no unit",
            office.would(cast.admin, add(Role::Administrator, None, None)),
            Ok("post.added"),
        ),
        (
            "a liaison does",
            office.would(cast.admin, add(Role::Liaison, None, None)),
            Err(Code::PostNeedsUnit),
        ),
        (
            "so does a supervisor",
            office.would(cast.admin, add(Role::Supervisor, None, None)),
            Err(Code::PostNeedsUnit),
        ),
        (
            "a leader needs a leader",
            office.would(cast.admin, add(Role::Leader, Some(cast.roads), None)),
            Err(Code::PostNeedsUnit),
        ),
        ("a leader's", office.would(cast.admin, add(Role::Leader, None, Some(cast.shen))), Ok("post.added")),
        (
            "a unit that is none",
            office.would(cast.admin, add(Role::Head, Some(UnitId(9_999)), None)),
            Err(Code::NotFound),
        ),
        (
            "a leader who is none",
            office.would(cast.admin, add(Role::Leader, None, Some(LeaderId(9_999)))),
            Err(Code::NotFound),
        ),
        (
            "add by a supervisor",
            office.would(cast.supervisor, add(Role::Administrator, None, None)),
            Err(Code::NoRight),
        ),
        ("retire", office.would(cast.admin, change(post, true)), Ok("post.changed")),
        ("one's own", office.would(cast.admin, change(own, true)), Err(Code::OwnAccount)),
        ("rename one's own", office.would(cast.admin, change(own, false)), Ok("post.changed")),
        ("what is none", office.would(cast.admin, change(PostId(9_999), true)), Err(Code::NotFound)),
        ("change by a supervisor", office.would(cast.supervisor, change(post, true)), Err(Code::NoRight)),
    ]);
    office.make(cast.admin, change(post, true));
    let sign = || ledger::task::Sign { task: ledger::TaskId(9_999), assignment: ledger::AssignmentId(1) };
    assert_eq!(office.would(cast.liaisons[0], sign()), Err(Code::NotYourPost));
    assert_eq!(office.would(cast.liaisons[1], sign()), Err(Code::NotFound));
}

#[test]
fn accounts() {
    let (mut office, cast) = staffed();
    let Who::Account { account, post } = cast.liaisons[0] else { panic!() };
    let (Who::Account { account: own, post: desk }, Who::Account { post: other, .. }) =
        (cast.admin, cast.liaisons[1])
    else {
        panic!()
    };
    let add = |login: &str, posts: &[PostId]| account::Add {
        login: login.into(),
        name: "李四".into(),
        phone: "1".into(),
        posts: posts.to_vec(),
    };
    let change = |account, posts: &[PostId], closed| account::Change {
        account,
        name: "李四".into(),
        phone: String::new(),
        posts: posts.to_vec(),
        closed,
    };
    let erase = |account| account::Erase { account };
    let mut retired = office.clone();
    retired.make(cast.admin, post::Change { post, name: "岗位".into(), retired: true });
    table([
        ("an account", office.would(cast.admin, add("lisi", &[post])), Ok("account.added")),
        ("a login in use", office.would(cast.admin, add("u1", &[post])), Err(Code::NameTaken)),
        ("without a post", office.would(cast.admin, add("lisi", &[])), Err(Code::Empty)),
        ("a post that is none", office.would(cast.admin, add("lisi", &[PostId(9_999)])), Err(Code::NotFound)),
        ("a post that is retired", retired.would(cast.admin, add("lisi", &[post])), Err(Code::NotFound)),
        ("add by a supervisor", office.would(cast.supervisor, add("lisi", &[post])), Err(Code::NoRight)),
        (
            "another post",
            office.would(cast.admin, change(account, &[post, other], false)),
            Ok("account.changed"),
        ),
        (
            "close one whose post is retired",
            retired.would(cast.admin, change(account, &[post], true)),
            Ok("account.changed"),
        ),
        ("close one's own", office.would(cast.admin, change(own, &[desk], true)), Err(Code::OwnAccount)),
        (
            "give up one's own post",
            office.would(cast.admin, change(own, &[post], false)),
            Err(Code::OwnAccount),
        ),
        (
            "what is none",
            office.would(cast.admin, change(AccountId(9_999), &[post], false)),
            Err(Code::NotFound),
        ),
        (
            "change by a supervisor",
            office.would(cast.supervisor, change(account, &[post], false)),
            Err(Code::NoRight),
        ),
        (
            "erase one that is open",
            office.would(cast.admin, erase(account)),
            Ok("account.changed private.erased"),
        ),
        ("erase one's own", office.would(cast.admin, erase(own)), Err(Code::OwnAccount)),
        ("erase what is none", office.would(cast.admin, erase(AccountId(9_999))), Err(Code::NotFound)),
        ("erase by a supervisor", office.would(cast.supervisor, erase(account)), Err(Code::NoRight)),
    ]);
    office.make(cast.admin, change(account, &[post], true));
    assert_eq!(
        office.would(
            cast.liaisons[0],
            ledger::task::Sign { task: ledger::TaskId(9_999), assignment: ledger::AssignmentId(1) }
        ),
        Err(Code::NotYourPost)
    );
    assert_eq!(
        office.would(cast.admin, erase(account)).as_deref(),
        Ok("private.erased private.erased"),
        "what was added and what was changed"
    );
    office.make(cast.admin, erase(account));
    assert_eq!(office.would(cast.admin, erase(account)), Err(Code::NothingToErase));
    let Thing::Account(erased) = &office.things[&account.0].thing else { panic!() };
    assert_eq!((erased.login(), erased.name(), erased.phone(), erased.closed), (None, None, None, true));
    assert!(office.would(cast.admin, add("u5", &[other])).is_err(), "another's login");
}

#[test]
fn an_erased_login_is_free_and_a_fold_without_the_part_is_the_same() {
    let (mut office, cast) = staffed();
    let Who::Account { account, post } = cast.liaisons[0] else { panic!() };
    let login = match &office.things[&account.0].thing {
        Thing::Account(account) => account.login().unwrap().to_owned(),
        other => panic!("{other:?}"),
    };
    office.make(cast.admin, account::Erase { account });
    let add =
        account::Add { login: login.clone(), name: "赵六".into(), phone: String::new(), posts: vec![post] };
    assert_eq!(office.would(cast.admin, add).as_deref(), Ok("account.added"));
    let without: Vec<Event> = office
        .log
        .iter()
        .cloned()
        .map(|mut event| {
            if matches!(event.fact, Fact::Account(_)) && event.on == Some(account.0) {
                event.private = None;
            }
            event
        })
        .collect();
    let world = ledger::World::of(&without);
    assert_eq!(world.entry(account.0), office.things.get(&account.0));
    assert!(world.named(NameKind::Login, &login).is_err(), "no event told of it");
}
