"""The invented island of Hestray: every figure that more than one sample document mentions, said once."""

from __future__ import annotations

from dataclasses import dataclass

COOPERATIVE = "Hestray Tide and Light Cooperative"
YEAR = 2024
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Turbine:
    name: str
    commissioned: str
    rotor_m: float
    rated_kw: int
    depth_m: int
    availability: float  # per cent of the hours of the year
    monthly_mwh: tuple[float, ...]

    @property
    def year_mwh(self) -> float:
        return round(sum(self.monthly_mwh), 1)


TURBINES = (
    Turbine(
        "Annet",
        "May 2014",
        12.0,
        250,
        24,
        93.1,
        (68.4, 21.7, 74.9, 70.2, 63.8, 58.1, 57.6, 64.3, 73.5, 72.8, 66.0, 65.1),
    ),
    Turbine(
        "Brona",
        "August 2016",
        14.5,
        400,
        27,
        96.8,
        (108.2, 104.6, 121.3, 113.9, 102.4, 94.7, 71.2, 103.8, 119.6, 118.1, 107.5, 106.3),
    ),
    Turbine(
        "Corrin",
        "June 2021",
        16.0,
        600,
        31,
        98.4,
        (171.5, 166.9, 192.7, 181.0, 163.2, 150.8, 148.9, 167.4, 190.3, 186.6, 170.1, 169.8),
    ),
)
MONTHLY_MWH = tuple(round(sum(values), 1) for values in zip(*(t.monthly_mwh for t in TURBINES), strict=True))
TOTAL_MWH = round(sum(MONTHLY_MWH), 1)

TARIFF_YEARS = tuple(range(2016, 2025))
TARIFF_HESTRAY = (17.8, 17.1, 16.5, 16.0, 15.6, 14.2, 13.1, 12.2, 11.4)  # pence per kWh
TARIFF_MAINLAND = (15.1, 15.9, 16.8, 17.7, 18.4, 20.9, 33.8, 29.6, 26.2)

INCOME = (  # thousand pounds, 2023 and 2024
    ("Sale of electricity", 612.4, 668.9),
    ("Ferry charging", 48.7, 71.3),
    ("Lighthouse visitors", 39.2, 44.6),
    ("Grants", 25.0, 10.0),
)
EXPENDITURE = (
    ("Maintenance and vessel hire", 231.8, 274.5),
    ("Salaries", 188.3, 196.1),
    ("Loan repayments", 96.0, 96.0),
    ("Insurance", 57.9, 63.2),
    ("Community fund", 40.0, 55.0),
    ("Administration", 28.4, 29.7),
)

STOPS = (  # date, turbine, cause, hours
    ("11 February", "Annet", "Gearbox seal leaked; nacelle lifted", "412.0"),
    ("3 April", "Corrin", "Lightning on the overhead line", "6.5"),
    ("9 July", "Brona", "Five-year blade inspection (planned)", "168.0"),
    ("22 October", "Annet", "Weed across the oil cooler", "11.5"),
    ("30 November", "all three", "Switch failed at North Quay", "19.0"),
)

WILDLIFE = (  # year, grey seal pups, guillemot pairs, puffin burrows, chicks per puffin burrow
    ("2019", "38", "1,140", "612", "0.61"),
    ("2020", "41", "1,165", "633", "0.64"),
    ("2021", "47", "1,128", "655", "0.58"),
    ("2022", "52", "1,193", "701", "0.69"),
    ("2023", "49", "1,216", "718", "0.66"),
    ("2024", "57", "1,231", "764", "0.72"),
)
PORPOISE_DAYS = {  # days of the month on which the listening station heard porpoises
    2013: (9, 8, 11, 14, 18, 21, 23, 24, 20, 15, 11, 10),  # before the first turbine
    2024: (10, 9, 11, 15, 19, 22, 25, 26, 22, 16, 12, 9),
}
