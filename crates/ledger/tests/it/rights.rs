//! Rights: every command × every role, against a table written out here.

use crate::cast::{FIRST, staffed};
use ledger::{COMMANDS, Code, Context, Entry, Role, Who, World, permit};
use std::collections::BTreeSet;

/// Which roles may: S supervisor, L liaison, H head, E leader, A administrator.
const MAY: [(&str, &str); 42] = [
    ("jurisdiction.found", ""),
    ("jurisdiction.change", "A"),
    ("unit.add", "A"),
    ("unit.change", "A"),
    ("unit.merge", "A"),
    ("unit.part", "A"),
    ("leader.add", "A"),
    ("leader.change", "A"),
    ("post.add", "A"),
    ("post.change", "A"),
    ("account.add", "A"),
    ("account.change", "A"),
    ("account.erase", "A"),
    ("document.keep", "S"),
    ("draft.make", "S"),
    ("draft.edit", "S"),
    ("draft.correct", "S"),
    ("draft.split", "S"),
    ("draft.merge", "S"),
    ("draft.remove", "S"),
    ("draft.add", "S"),
    ("draft.move", "S"),
    ("draft.correct_many", "S"),
    ("draft.accept", "S"),
    ("draft.undo", "S"),
    ("draft.redo", "S"),
    ("draft.drop", "S"),
    ("draft.follow", "S"),
    ("draft.confirm", "S"),
    ("plan.withdraw", "S"),
    ("task.assign", "S"),
    ("task.classify", "S"),
    ("assignment.sign", "L"),
    ("assignment.refuse", "L"),
    ("assignment.designate", "S"),
    ("task.submit", "H"),
    ("task.clear", "S"),
    ("task.reopen", "S"),
    ("report.write", "L"),
    ("report.approve", "H"),
    ("report.return", "HS"),
    ("report.accept", "S"),
];

fn letter(role: Role) -> char {
    match role {
        Role::Supervisor => 'S',
        Role::Liaison => 'L',
        Role::Head => 'H',
        Role::Leader => 'E',
        Role::Administrator => 'A',
    }
}

#[test]
fn every_command_for_every_role() {
    let (office, cast) = staffed();
    let world = World::of(&office.log);
    let people = [cast.supervisor, cast.liaisons[0], cast.heads[0], cast.chief, cast.admin];
    let kinds: BTreeSet<_> = COMMANDS.iter().map(|&(kind, _)| kind).collect();
    assert_eq!(kinds, MAY.iter().map(|&(kind, _)| kind).collect(), "the table names every command");
    assert_eq!(kinds.len(), COMMANDS.len(), "no two commands share a name");
    for &(kind, right) in COMMANDS {
        let may = MAY.iter().find(|&&(named, _)| named == kind).unwrap().1;
        for (who, role) in people.into_iter().zip(Role::ALL) {
            let cx = Context { now: office.now(), today: FIRST, who, next: office.log.len() as u64 };
            let expected = if may.contains(letter(role)) { Ok(()) } else { Err(Code::NoRight) };
            let permitted = permit(&world, &cx, right).map(|_| ()).map_err(|refusal| refusal.code);
            assert_eq!(permitted, expected, "{kind} by a {}", role.text());
        }
        let cx = Context { now: office.now(), today: FIRST, who: Who::System, next: 0 };
        assert!(permit(&world, &cx, right).is_ok(), "{kind} by the system");
    }
}

#[test]
fn a_post_is_held_by_an_account_that_is_open() {
    let (office, cast) = staffed();
    let world = World::of(&office.log);
    let (Who::Account { account, .. }, Who::Account { post, .. }) = (cast.admin, cast.supervisor) else {
        panic!()
    };
    let permitted = |world: &World, who| {
        let cx = Context { now: office.now(), today: FIRST, who, next: 99 };
        permit(world, &cx, ledger::Right::Review).map_err(|refusal| refusal.code).map(|_| ())
    };
    assert_eq!(permitted(&world, Who::Account { account, post }), Err(Code::NotYourPost), "another's post");
    let mut unasked = World::new(FIRST);
    unasked.load(0, office.things.get(&0).cloned());
    assert_eq!(permitted(&unasked, cast.supervisor), Err(Code::Unasked));
    let Entry { thing, version } = office.things[&0].clone();
    let mut founded = World::new(FIRST);
    assert_eq!(permitted(&founded, Who::System), Err(Code::NotFound), "before founding");
    founded.load(0, Some(Entry { thing, version }));
    assert_eq!(permitted(&founded, Who::System), Ok(()));
}
