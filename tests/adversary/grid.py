"""A spreadsheet in memory: what the generators write on and the containers write out."""

from dataclasses import dataclass, field

TIMES = "Times New Roman"


@dataclass
class Cell:
    value: object  # str, int, float, datetime.date or bool
    font: str = TIMES
    bold: bool = False
    form: str = ""  # number format; "" is General
    runs: list = None  # [(text, font)] when one cell mixes fonts


@dataclass
class Sheet:
    name: str
    cells: dict = field(default_factory=dict)  # (row, column) from 1 → Cell
    merges: list = field(default_factory=list)  # (row, column, rows, columns)
    hidden_rows: set = field(default_factory=set)
    hidden_columns: set = field(default_factory=set)
    hidden: bool = False

    def put(self, row, column, value, bold=False, form=""):
        if value is None or value == "":
            return
        self.cells[row, column] = Cell(value, bold=bold, form=form)

    def merge(self, row, column, rows, columns):
        if rows > 1 or columns > 1:
            self.merges.append((row, column, rows, columns))

    @property
    def n_rows(self):
        return max((row for row, _ in self.cells), default=0)

    @property
    def n_columns(self):
        return max((column for _, column in self.cells), default=0)

    def rows(self):
        """Rows in order as {column: cell}; rows without a cell are empty."""
        rows = [{} for _ in range(self.n_rows)]
        for (row, column), cell in sorted(self.cells.items()):
            rows[row - 1][column] = cell
        return rows


def letter_of(column):
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row, column):
    return f"{letter_of(column)}{row}"
