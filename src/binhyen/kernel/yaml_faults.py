"""Say in Vietnamese what pydantic refuses; an unknown kind of fault keeps its own words."""

from __future__ import annotations

from typing import Any

from pydantic_core import ErrorDetails

_MESSAGES = {
    "missing": "thiếu khóa bắt buộc",
    "extra_forbidden": "khóa không có trong mẫu: hãy bỏ hoặc sửa chính tả",
    "string_type": "phải là chữ: hãy đặt giá trị trong dấu nháy",
    "string_too_short": "phải có ít nhất {min_length} ký tự",
    "string_too_long": "nhiều nhất {max_length} ký tự",
    "string_pattern_mismatch": "không đúng mẫu {pattern}",
    "int_type": "phải là số nguyên",
    "int_parsing": "phải là số nguyên",
    "int_from_float": "phải là số nguyên",
    "decimal_type": "phải là số",
    "decimal_parsing": "phải là số",
    "decimal_max_places": "nhiều nhất {decimal_places} chữ số thập phân",
    "decimal_max_digits": "nhiều nhất {max_digits} chữ số",
    "float_type": "phải là số",
    "float_parsing": "phải là số",
    "bool_type": "phải là true hoặc false",
    "bool_parsing": "phải là true hoặc false",
    "date_type": "phải là ngày, ghi như 2022-06-03",
    "date_parsing": "phải là ngày, ghi như 2022-06-03",
    "date_from_datetime_parsing": "phải là ngày, ghi như 2022-06-03",
    "literal_error": "phải là một trong {expected}",
    "enum": "phải là một trong {expected}",
    "greater_than": "phải lớn hơn {gt}",
    "greater_than_equal": "phải từ {ge} trở lên",
    "less_than": "phải nhỏ hơn {lt}",
    "less_than_equal": "không quá {le}",
    "too_short": "phải có ít nhất {min_length} mục",
    "too_long": "nhiều nhất {max_length} mục",
    "list_type": "phải là danh sách",
    "tuple_type": "phải là danh sách",
    "set_type": "phải là danh sách",
    "frozen_set_type": "phải là danh sách",
    "dict_type": "phải là một nhóm khóa và giá trị",
    "model_type": "phải là một nhóm khóa và giá trị",
    "model_attributes_type": "phải là một nhóm khóa và giá trị",
    "dataclass_type": "phải là một nhóm khóa và giá trị",
    "none_required": "phải để trống",
    "union_tag_not_found": "thiếu khóa phân loại {discriminator}",
    "union_tag_invalid": "loại “{tag}” phải là một trong {expected_tags}",
    "url_parsing": "phải là địa chỉ web",
    "value_error": "{error}",
    "assertion_error": "{error}",
    "refused": "{reason}",
}


def fault_message(fault: ErrorDetails) -> str:
    """The Vietnamese message of one pydantic fault, naming the limit that was broken."""
    template = _MESSAGES.get(fault["type"])
    if template is None:
        return f"giá trị không hợp lệ ({fault['msg']})"
    # pydantic joins the last of several choices in English.
    context = {
        name: limit.replace(" or ", " hoặc ")
        if isinstance(limit, str) and name == "expected"
        else limit
        for name, limit in fault.get("ctx", {}).items()
    }
    return template.format_map(context)


def shown(value: Any) -> str:
    """The offending value, short enough for a message; groups and lists are not repeated."""
    return "" if isinstance(value, dict | list) else str(value)[:80]
