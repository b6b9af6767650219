"""The list of places, channels, composers, the app's tabs and modals."""

from __future__ import annotations

from bot.playground.page.screen import Switches, screen
from bot.playground.page.screen_composer import Suggestion
from bot.playground.page.screen_place import Place
from tests.playground.page.worlds import new_world, say, see

BLOCKS = [{"type": "section", "block_id": "b", "text": {"type": "plain_text", "text": "Hello"}}]


def test_the_list_marks_where_one_is_and_where_the_bot_is() -> None:
    items = see(new_world(), at="C0RANDOM").sidebar.channels
    assert [(each.name, each.is_current, each.has_bot) for each in items] == [
        ("general", False, True),
        ("south-asia", False, True),
        ("random", True, False),
    ]


def test_what_may_be_unread_is_the_newest_message_of_somebody_else() -> None:
    world = new_world()
    theirs = say(world, "U0BILAL", "hello")
    say(world, "U0ANA", "hello yourself")
    say(world, "U0BRIEF", "for Casey alone", seen_by="U0CASEY")
    assert see(world).sidebar.channels[0].latest == theirs


def test_general_welcomes_until_something_is_said() -> None:
    world = new_world()
    seen = see(world).main
    assert (seen.is_welcome, seen.things_to_try) == (
        True,
        ("/brief china", "/brief recs aid", "/brief chnia"),
    )
    say(world, "U0ANA", "hello")
    assert not see(world).main.is_welcome


def test_an_app_without_a_command_offers_nothing_to_try() -> None:
    assert see(new_world(slash_commands=[])).main.things_to_try == ()


def test_one_who_is_not_in_a_channel_reads_it_and_may_join() -> None:
    world = new_world()
    world.workspace.channels["C0GENERAL"].members.remove("U0ANA")
    composer = see(world).main.composer
    assert composer
    assert composer.remedy == "join"


def test_nobody_writes_in_an_archived_channel() -> None:
    world = new_world()
    world.workspace.channels["C0GENERAL"].is_archived = True
    composer = see(world).main.composer
    assert composer
    assert (composer.refusal, composer.remedy) == ("#general is archived.", "unarchive")


def test_an_app_that_reads_no_messages_takes_none() -> None:
    composer = see(new_world(app_home={"messages_tab_enabled": False}), at="messages").main.composer
    assert composer
    assert "takes no messages" in composer.refusal


def test_a_channel_lists_who_is_in_it_and_who_could_be() -> None:
    channel = see(new_world(), at="C0RANDOM").main.channel
    assert channel
    assert [(each.face.name, each.is_in) for each in channel.members] == [
        ("Ana", True),
        ("Bilal", True),
        ("Casey", True),
        ("Briefbot", False),
    ]
    assert channel.count == 3


def test_a_home_tab_that_is_not_published_says_so() -> None:
    assert "app_home_opened" in see(new_world(), at="home").main.why_no_home


def test_a_home_tab_that_the_manifest_lacks_says_that() -> None:
    assert "manifest" in see(new_world(app_home={}), at="home").main.why_no_home


def test_a_home_tab_is_its_persons_own() -> None:
    world = new_world()
    view = world.workspace.add_view("U0ANA", {"type": "home", "blocks": BLOCKS})
    world.workspace.homes["U0ANA"] = view.id
    home = see(world, at="home").main.home
    assert home
    assert home.container == {"type": "view", "view_id": view.id}
    assert see(world, at="home", viewer="U0CASEY").main.home is None


def test_the_modal_on_top_is_shown_with_the_way_back_and_its_errors() -> None:
    world = new_world()
    title = {"type": "plain_text", "text": "Ask"}
    first = world.workspace.add_view("U0ANA", {"type": "modal", "title": title, "blocks": BLOCKS})
    second = world.workspace.add_view("U0ANA", {"type": "modal", "title": {}, "blocks": BLOCKS}, first)
    second.errors = {"b": "Too short."}
    world.workspace.show_modal(first)
    assert see(world).modal
    world.workspace.show_modal(second)
    modal = see(world).modal
    assert modal
    assert (modal.id, modal.earlier, modal.errors) == (second.id, "Ask", {"b": "Too short."})
    assert see(world, viewer="U0BILAL").modal is None


def test_composers_suggest_commands_shortcuts_people_and_channels() -> None:
    offered = see(new_world()).suggestions
    assert offered[:2] == (
        Suggestion("/", "/brief", "china | help — Ask the policy library", "/brief "),
        Suggestion("/", "Ask the desk", "Shortcut", "", "ask"),
    )
    assert [each.label for each in offered[2:]] == [
        "@ana",
        "@bilal",
        "@casey",
        "@brief",
        "#general",
        "#south-asia",
        "#random",
    ]


def test_an_app_that_was_removed_offers_neither_commands_nor_shortcuts() -> None:
    world = new_world()
    world.workspace.is_installed = False
    seen = see(world)
    assert not [each for each in seen.suggestions if each.sign == "/"]
    assert (seen.message_shortcuts, seen.main.things_to_try) == ((), ())


def test_messages_have_the_apps_shortcuts_in_their_menu() -> None:
    assert [each.callback_id for each in see(new_world()).message_shortcuts] == ["brief_this"]


def test_the_switches_are_passed_on() -> None:
    switches = Switches("socket", is_bot_up=False, bot_address="", recording="day.jsonl")
    world = new_world()
    place = Place("U0ANA", "home")
    assert screen(world.workspace, world.journal, world.faults, place, switches).switches is switches
