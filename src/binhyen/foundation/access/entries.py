"""The shapes of catalogue files about access: permissions and the roles that bundle them."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from binhyen.kernel.entries import Code, Labelled, Text


class Permission(Labelled):
    """One thing an account may be allowed to do; commands and pages ask for it by code."""

    explain: Text


class Role(Labelled):
    """A bundle of permissions, held in a scope from a date on."""

    permissions: tuple[Code, ...] = Field(min_length=1)
    levels: tuple[Literal[0, 1, 2, 3], ...] = Field(
        min_length=1, description="Cấp có thể giao vai trò này"
    )
    explain: Text

    @model_validator(mode="after")
    def _names_each_permission_once(self) -> Self:
        if len(set(self.permissions)) != len(self.permissions):
            raise ValueError("một quyền được nêu hai lần")
        return self
