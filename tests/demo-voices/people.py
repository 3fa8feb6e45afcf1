"""The invented customers of the two businesses, and the slots they are offered.

Phone numbers are from ranges nobody can own (555-01xx; 99999 00xxx used here as
plainly made up), addresses are example.com and example.in.
"""

from dataclasses import dataclass

SUNRISE_WOMEN = """
Aarti Bhide|आरती भिड़े, Bhagyashree Mane|भाग्यश्री माने, Deepa Ranade|दीपा रानडे, Ishita Verma|इशिता वर्मा,
Jyoti Chavan|ज्योति चव्हाण, Lata Inamdar|लता इनामदार, Madhuri Joglekar|माधुरी जोगलेकर, Nisha Thakur|निशा ठाकुर,
Prachi Lokhande|प्राची लोखंडे, Rekha Kamble|रेखा कांबले, Shital Ghatge|शीतल घाटगे, Tanvi Sawant|तन्वी सावंत,
Vandana Naik|वंदना नाईक, Zeenat Ansari|ज़ीनत अंसारी, Mary D'Souza|मैरी डिसूज़ा, Harpreet Kaur|हरप्रीत कौर,
Swati Pardeshi|स्वाति परदेशी, Anuradha Iyer|अनुराधा अय्यर, Mrunal Bapat|मृणाल बापट, Rubina Khan|रुबीना ख़ान,
Sarita Gaikwad|सरिता गायकवाड, Pallavi Oswal|पल्लवी ओसवाल, Chhaya More|छाया मोरे, Meghna Sinha|मेघना सिन्हा
"""
SUNRISE_MEN = """
Abhijit Karve|अभिजीत कर्वे, Bhushan Zende|भूषण झेंडे, Chetan Oswal|चेतन ओसवाल, Ganesh Lokhande|गणेश लोखंडे,
Harish Nambiar|हरीश नांबियार, Irfan Qureshi|इरफ़ान क़ुरैशी, Joseph Fernandes|जोसेफ़ फ़र्नांडिस, Kunal Sawant|कुणाल सावंत,
Manoj Tiwari|मनोज तिवारी, Nitin Ghorpade|नितिन घोरपड़े, Omkar Bhave|ओंकार भावे, Pravin Kamble|प्रवीण कांबले,
Sameer Inamdar|समीर इनामदार, Tushar Mhaske|तुषार म्हस्के, Umesh Pathak|उमेश पाठक, Yusuf Attar|यूसुफ़ अत्तर,
Vikram Rajguru|विक्रम राजगुरु, Girish Apte|गिरीश आपटे, Balaji Reddy|बालाजी रेड्डी, Suresh Bhosekar|सुरेश भोसेकर,
Ajay Chauhan|अजय चौहान, Dattatray Mohite|दत्तात्रय मोहिते, Kabir Sethi|कबीर सेठी, Mahendra Jain|महेंद्र जैन
"""
BUCKEYE_WOMEN = """
Denise Pruitt, Amber Kowalczyk, Latoya Simmons, Megan O'Rourke, Carla Espinoza, Judy Hartzell, Nicole Brandstetter,
Fatima Abdi, Shannon Keough, Rosa Delgado, Ellen Vandermark, Tiffany Rowe, Grace Liu, Paula Dombrowski, Kim Sizemore
"""
BUCKEYE_MEN = """
Darnell Price, Ken Yoder, Rick Salazar, Jim Abernathy, Trevor McCoy, Ahmed Warsame, Doug Hostetler, Andre Whitlock,
Bill Radtke, Sean Gallagher, Luis Navarro, Pete Szymanski, Curtis Dill, Wayne Mullins, Raj Patel
"""

DAYS = [
    ("Monday", "सोमवार", "somvaar"),
    ("Tuesday", "मंगलवार", "mangalvaar"),
    ("Wednesday", "बुधवार", "budhvaar"),
    ("Thursday", "गुरुवार", "guruvaar"),
    ("Friday", "शुक्रवार", "shukravaar"),
    ("Saturday", "शनिवार", "shanivaar"),
]
CLINIC_TIMES = [(9, 30), (10, 15), (11, 0), (11, 45), (12, 30), (16, 30), (17, 15), (18, 0), (18, 45)]
VISIT_WINDOWS = ["8-10am", "9-11am", "10am-12pm", "1-3pm", "2-4pm", "3-5pm"]


@dataclass
class Person:
    name: str
    deva: str
    phone: str | None
    email: str | None

    def called(self, deva):
        return self.deva if deva else self.name


def _address(name, domain):
    first, _, last = name.lower().replace("'", "").partition(" ")
    return f"{first}.{last.split('-')[0]}@{domain}"


class Deck:
    """Deals people out in a shuffled order, again from the start when it is used up."""

    def __init__(self, people, rng):
        self._people = people
        rng.shuffle(self._people)
        self._next = 0

    def deal(self):
        person = self._people[self._next % len(self._people)]
        self._next += 1
        return person

    def withdraw(self):
        """Deals someone who is never dealt again."""
        return self._people.pop()


def decks(rng):
    """{business: {"f": Deck, "m": Deck}} with one phone number per person."""
    out, taken = {}, {23, 31, 36, 42, 49, 55, 60, 68, 74, 77, 81, 87, 93, 0}
    numbers = iter([n for n in range(1, 100) if n not in taken])
    for business, groups in (("sunrise", (SUNRISE_WOMEN, SUNRISE_MEN)), ("buckeye", (BUCKEYE_WOMEN, BUCKEYE_MEN))):
        out[business] = {}
        for key, group in zip("fm", groups, strict=True):
            people = []
            for entry in group.replace("\n", " ").split(","):
                name, _, deva = entry.strip().partition("|")
                if business == "sunrise":
                    phone = f"+91 99999 00{200 + len(people) * 13 + (key == 'm') * 5:03}"
                    email = _address(name, "example.in")
                else:
                    phone = f"+1 614 555 01{next(numbers):02}"
                    email = _address(name, "example.com")
                people.append(Person(name, deva or name, phone, email if rng.random() < 0.55 else None))
            out[business][key] = Deck(people, rng)
    return out


def clinic_slot(day, time, language):
    """`language` 0 English, 1 Hindi, 2 Hindi in Latin letters."""
    hour, minute = time
    shown = f"{(hour - 1) % 12 + 1}:{minute:02}" if minute else f"{(hour - 1) % 12 + 1}"
    if language == 0:
        return f"{DAYS[day][0]} {shown}{'am' if hour < 12 else 'pm'}"
    part = 0 if hour < 12 else 1 if hour < 16 else 2
    if language == 1:
        return f"{DAYS[day][1]} {('सुबह', 'दोपहर', 'शाम')[part]} {shown} बजे"
    return f"{DAYS[day][2]} {('subah', 'dopahar', 'shaam')[part]} {shown} baje"


def slots(business, weekday, language, rng):
    """Three offers on later and later days after `weekday` (0 is Monday): [(in English, as said)]."""
    worked = 6 if business == "sunrise" else 5
    ahead = [(weekday + n) % 7 for n in range(1, 7) if (weekday + n) % 7 < worked]
    days = [ahead[i] for i in sorted(rng.sample(range(len(ahead)), 3))]
    if business == "sunrise":
        times = rng.sample(CLINIC_TIMES, 3)
        return [(clinic_slot(d, t, 0), clinic_slot(d, t, language)) for d, t in zip(days, times, strict=True)]
    windows = rng.sample(VISIT_WINDOWS, 3)
    return [(f"{DAYS[d][0]} {w}", f"{DAYS[d][0]} {w}") for d, w in zip(days, windows, strict=True)]
