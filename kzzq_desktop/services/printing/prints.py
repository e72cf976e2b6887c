"""Every paper, in the order in which the clerk finds them."""

from kzzq_desktop.services.printing import (
    branch_roll,
    contact_card,
    contact_sheet,
    data_notice,
    door_plate,
    grid_board,
    household_roll,
    member_roll,
    post_list,
)
from kzzq_desktop.services.printing.paper import Print

PRINTS: tuple[Print, ...] = (
    contact_sheet.PRINT,
    contact_card.PRINT,
    grid_board.PRINT,
    household_roll.PRINT,
    branch_roll.PRINT,
    door_plate.PRINT,
    member_roll.PRINT,
    post_list.PRINT,
    data_notice.PRINT,
)
