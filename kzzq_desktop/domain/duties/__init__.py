"""The five duties, in the order in which they are shown and numbered."""

from kzzq_desktop.domain.duties import enterprise, hardship, lawful, mediation, policy
from kzzq_desktop.domain.duties.form import Box, BoxKind, BoxValue, DutyForm, Values, boxes_text, read_boxes

FORMS = (policy.FORM, mediation.FORM, hardship.FORM, enterprise.FORM, lawful.FORM)
BY_CODE = {form.code: form for form in FORMS}

__all__ = ["BY_CODE", "FORMS", "Box", "BoxKind", "BoxValue", "DutyForm", "Values", "boxes_text", "read_boxes"]
