"""What an example's callbacks name."""


def slack(context) -> None:
    pass
