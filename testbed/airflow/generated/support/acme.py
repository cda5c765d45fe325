"""What a company's specs import: callbacks, operators at the place that each Airflow has them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

try:
    from airflow.providers.standard.operators.bash import BashOperator
except ImportError:
    from airflow.operators.bash import BashOperator

__all__ = ["BashOperator"]

HOUR = timedelta(hours=1)


def slack(context: dict[str, Any]) -> None:
    pass


def page(context: dict[str, Any]) -> None:
    pass


def audit(context: dict[str, Any], result: Any = None) -> None:
    pass


def shout(text: str) -> str:
    return text.upper()


class Tenant:
    def __init__(self, name: str, *, regions: int = 1) -> None:
        self.name, self.regions = name, regions

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Tenant) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((self.name, self.regions))
