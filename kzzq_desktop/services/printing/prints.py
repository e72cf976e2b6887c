"""Every paper, in the order in which the clerk finds them."""

from kzzq_desktop.services.printing import (
    branch_roll,
    contact_card,
    contact_sheet,
    data_notice,
    door_plate,
    duty_ledger,
    grid_board,
    grid_plan,
    handover,
    household_roll,
    member_roll,
    monthly_report,
    post_list,
    visit_form,
    wall_map,
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
    visit_form.PRINT,
    duty_ledger.PRINT,
    post_list.PRINT,
    handover.PRINT,
    grid_plan.PRINT,
    monthly_report.PRINT,
    wall_map.PRINT,
    data_notice.PRINT,
)
