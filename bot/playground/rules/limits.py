"""Slack's documented limits by name.

Sizes come from Slack's block reference and from its typed SDKs, those of messages and views from
the reference of chat.postMessage and of the view methods. Where two sources disagree, the stricter
one stands here unless a comment says otherwise. Lengths are in UTF-16 code units (see `units`).
"""

from __future__ import annotations

from typing import Final

# Messages. Slack cuts text above the hard limit, and may split a text above the advisable one
# at an arbitrary point.
MESSAGE_TEXT: Final = 40_000
ADVISABLE_MESSAGE_TEXT: Final = 4_000
MESSAGE_BLOCKS: Final = 50
MESSAGE_ATTACHMENTS: Final = 100
MESSAGE_TABLES: Final = 1
MESSAGE_CHARTS: Final = 2

# Markdown: each block, all blocks of a payload together, and `markdown_text` share one number.
MARKDOWN_TEXT: Final = 12_000

# Views. Slack calls the size limit "250 KB"; the smaller kilobyte is the safe reading.
VIEW_BLOCKS: Final = 100
VIEW_TITLE: Final = 24
VIEW_PRIVATE_METADATA: Final = 3_000
VIEW_ID: Final = 255
VIEW_JSON_BYTES: Final = 250_000

# What blocks and elements have in common.
BLOCK_ID: Final = 255
ACTION_ID: Final = 255
URL: Final = 3_000
TEXT_OBJECT: Final = 3_000
PLACEHOLDER: Final = 150

# Blocks.
SECTION_TEXT: Final = 3_000
SECTION_FIELDS: Final = 10
SECTION_FIELD: Final = 2_000
HEADER_TEXT: Final = 150
HEADER_LEVEL: Final = 4
CONTEXT_ELEMENTS: Final = 10
ACTIONS_ELEMENTS: Final = 25
CONTEXT_ACTIONS_ELEMENTS: Final = 5
IMAGE_ALT_TEXT: Final = 2_000
IMAGE_TITLE: Final = 2_000
INPUT_LABEL: Final = 2_000
INPUT_HINT: Final = 2_000
# "Less than 200" and "less than 50" in the reference of the video block.
VIDEO_TITLE: Final = 199
VIDEO_AUTHOR: Final = 49
ALERT_TEXT: Final = 200
CARD_TITLE: Final = 150
CARD_SUBTITLE: Final = 150
CARD_BODY: Final = 200
CARD_ACTIONS: Final = 3
CAROUSEL_CARDS: Final = 10
CONTAINER_TITLE: Final = 150
CONTAINER_SUBTITLE: Final = 150
CONTAINER_BLOCKS: Final = 10
AUTH_VALUE: Final = 150
AUTH_NAME: Final = 75
AUTH_DESCRIPTION: Final = 150
AUTH_IDENTITY: Final = 75
RICH_TEXT_INDENT: Final = 8

# Tables and charts.
TABLE_ROWS: Final = 100
TABLE_COLUMNS: Final = 20
TABLE_TEXT: Final = 10_000
# Header included. An older copy of the reference says 101.
DATA_TABLE_ROWS: Final = 201
DATA_TABLE_COLUMNS: Final = 20
DATA_TABLE_TEXT: Final = 20_000
DATA_TABLE_PAGE: Final = 100
CHART_TITLE: Final = 50
CHART_SERIES: Final = 12
CHART_POINTS: Final = 20
CHART_LABEL: Final = 20
CHART_AXIS_LABEL: Final = 50

# Elements.
BUTTON_TEXT: Final = 75
BUTTON_VALUE: Final = 2_000
BUTTON_PROMPT: Final = 4_000
ACCESSIBILITY_LABEL: Final = 75
VISIBLE_TO_USERS: Final = 10
CHOICES: Final = 10
OVERFLOW_OPTIONS: Final = 5
SELECT_OPTIONS: Final = 100
SELECT_GROUPS: Final = 100
PLAIN_TEXT_INPUT: Final = 3_000
INPUT_FILES: Final = 10

# Composition objects. Slack's SDK and its live behaviour allow 150 for an option's value, one
# typing still says 75.
OPTION_TEXT: Final = 75
OPTION_VALUE: Final = 150
OPTION_DESCRIPTION: Final = 75
GROUP_LABEL: Final = 75
CONFIRM_TITLE: Final = 100
CONFIRM_TEXT: Final = 300
CONFIRM_BUTTON: Final = 30
