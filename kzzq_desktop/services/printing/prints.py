"""Every paper, in the order in which the clerk finds them."""

from kzzq_desktop.services.printing import contact_card, contact_sheet
from kzzq_desktop.services.printing.paper import Print

PRINTS: tuple[Print, ...] = (contact_sheet.PRINT, contact_card.PRINT)
