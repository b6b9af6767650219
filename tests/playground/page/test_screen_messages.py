"""Messages and threads as one viewer sees them."""

from __future__ import annotations

from datetime import timedelta

from tests.playground.page.worlds import entries, new_world, say, see


def test_a_message_stands_under_its_author_at_the_viewers_time() -> None:
    world = new_world()
    say(world, "U0BILAL", "hello")
    (entry,) = entries(see(world, viewer="U0CASEY"))
    assert (entry.face.name, entry.face.initials, entry.at.short) == ("Bilal", "B", "7:00 AM")
    assert entry.at.full == "Tuesday, 24 November 2026 at 7:00 AM (00 s), America/New_York"


def test_the_bots_messages_are_marked() -> None:
    world = new_world()
    say(world, "U0BRIEF", "hello")
    assert entries(see(world))[0].face.is_app


def test_messages_of_one_author_within_five_minutes_stand_under_one_name() -> None:
    world = new_world()
    say(world, "U0ANA", "one")
    say(world, "U0ANA", "two")
    say(world, "U0BILAL", "three")
    world.clock.move_by(timedelta(minutes=6))
    say(world, "U0BILAL", "four")
    assert [each.is_continued for each in entries(see(world))] == [False, True, False, False]


def test_what_only_one_sees_never_continues_what_all_see() -> None:
    world = new_world()
    say(world, "U0BRIEF", "for all")
    say(world, "U0BRIEF", "for Ana", seen_by="U0ANA")
    assert [(each.is_private, each.is_continued) for each in entries(see(world))] == [
        (False, False),
        (True, False),
    ]


def test_an_ephemeral_message_is_seen_by_its_person_alone() -> None:
    world = new_world()
    say(world, "U0BRIEF", "for Ana", seen_by="U0ANA")
    assert len(entries(see(world))) == 1
    assert entries(see(world, viewer="U0BILAL")) == ()


def test_a_notice_is_slacks_own() -> None:
    world = new_world()
    world.workspace.notice("C0GENERAL", "U0ANA", "operation_timeout")
    (entry,) = entries(see(world))
    assert (entry.face.name, entry.is_notice) == ("Slack", True)


def test_only_ones_own_messages_can_be_edited_and_show_what_was_typed() -> None:
    world = new_world()
    say(world, "U0ANA", "<@U0BILAL> &lt;3 <#C0RANDOM|random>")
    say(world, "U0BILAL", "mine")
    own, other = entries(see(world))
    assert (own.is_own, own.source) == (True, "@bilal <3 #random")
    assert (other.is_own, other.source) == (False, "")


def test_reactions_name_who_gave_them() -> None:
    world = new_world()
    ts = say(world, "U0ANA", "hello")
    message = world.workspace.message("C0GENERAL", ts)
    assert message
    message.reactions = {"tada": ["U0BILAL", "U0ANA"]}
    (reaction,) = entries(see(world))[0].reactions
    assert (reaction.count, reaction.who, reaction.is_mine) == (2, "Bilal, you", True)


def test_replies_are_counted_below_their_message_and_read_in_the_thread() -> None:
    world = new_world()
    root = say(world, "U0ANA", "root")
    say(world, "U0BILAL", "one", thread_ts=root)
    world.clock.move_by(timedelta(minutes=5))
    say(world, "U0CASEY", "two", thread_ts=root)
    (entry,) = entries(see(world))
    assert entry.thread
    assert (entry.thread.count, entry.thread.last) == (2, "12:05")
    pane = see(world, thread=root).thread
    assert pane
    assert [each.plain for each in pane.feed.entries] == ["root", "one", "two"]


def test_a_reply_that_was_sent_to_the_channel_too_says_what_it_replies_to() -> None:
    world = new_world()
    root = say(world, "U0ANA", "the question")
    say(world, "U0BILAL", "the answer", thread_ts=root, broadcast=True)
    assert [each.broadcast_of for each in entries(see(world))] == ["", "the question"]
    pane = see(world, thread=root).thread
    assert pane
    assert [(each.broadcast_of, each.also_sent) for each in pane.feed.entries] == [("", False), ("", True)]


def test_a_thread_whose_first_message_was_deleted_can_still_be_read() -> None:
    world = new_world()
    root = say(world, "U0ANA", "root")
    say(world, "U0BILAL", "reply", thread_ts=root)
    message = world.workspace.message("C0GENERAL", root)
    assert message
    world.workspace.remove(message)
    pane = see(world, thread=root).thread
    assert pane
    assert [each.plain for each in pane.feed.entries] == ["This message was deleted.", "reply"]


def test_one_replies_in_a_thread_and_may_send_it_to_the_channel_too() -> None:
    world = new_world()
    root = say(world, "U0ANA", "root")
    pane = see(world, thread=root).thread
    assert pane
    assert (pane.composer.thread, pane.composer.also_to) == (root, "#general")


def test_of_a_long_history_the_newest_are_shown_and_the_rest_on_demand() -> None:
    world = new_world()
    for number in range(160):
        say(world, "U0ANA", str(number))
    feed = see(world).main.feed
    assert feed
    assert (len(feed.entries), feed.earlier, feed.entries[-1].plain) == (150, 10, "159")
    assert len(entries(see(world, history="all"))) == 160


def test_what_somebody_chose_in_a_message_is_shown_to_them_alone() -> None:
    world = new_world()
    ts = say(world, "U0BRIEF", "choose")
    message = world.workspace.message("C0GENERAL", ts)
    assert message
    message.states = {"U0ANA": {"block": {"action": "x"}}}
    assert entries(see(world))[0].state == {"block": {"action": "x"}}
    assert entries(see(world, viewer="U0BILAL"))[0].state == {}
