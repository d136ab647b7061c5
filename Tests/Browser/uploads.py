"""The files that the thread uploads: invented people, in the layouts of NPPES and of the OIG's list of exclusions."""

import csv
import io
from datetime import date, timedelta
from pathlib import Path

NPPES_HEADER = Path(__file__).parent.parent / "CredentialingTests" / "Vectors" / "nppes_header.csv"
LEIE_HEADER = ("LASTNAME,FIRSTNAME,MIDNAME,BUSNAME,GENERAL,SPECIALTY,UPIN,NPI,DOB,ADDRESS,CITY,STATE,ZIP,EXCLTYPE,"
               "EXCLDATE,REINDATE,WAIVERDATE,WVRSTATE").split(",")


def upload(name, rows, header):
    """A CSV file with these rows, each a dictionary, as Playwright sends one."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, header, restval="", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return {"name": name, "mimeType": "text/csv", "buffer": text.getvalue().encode()}


def individual(npi, family, given, taxonomy, license, **others):
    """A row of NPPES about somebody licensed in Colorado."""
    return {
        "NPI": npi, "Entity Type Code": "1", "Provider Last Name (Legal Name)": family, "Provider First Name": given,
        "Healthcare Provider Taxonomy Code_1": taxonomy, "Provider License Number_1": license,
        "Provider License Number State Code_1": "CO", "Healthcare Provider Primary Taxonomy Switch_1": "Y", **others,
    }


def provider_file(known):
    """Two people who are new, one of the practice with another phone number, an organization, a mistyped number."""
    phone = {"Provider Business Practice Location Address Telephone Number": "303-555-0177"}
    rows = [
        individual("2999800172", "BRACKENRIDGE-OYELARAN", "THESSALY", "207Q00000X", "DR.0070017"),
        individual("2999800255", "QUILLERAN", "BASTIEN", "363LF0000X", "APN.0070025"),
        individual(known["npi"], known["family_name"], known["given_name"], "207Q00000X", "DR.0070016", **phone),
        {"NPI": "2999800339", "Entity Type Code": "2"},
        individual("2999800173", "MISTYPED", "MAREN", "207Q00000X", "DR.0070018"),
    ]
    return upload("npidata_new_hires.csv", rows, next(csv.reader(NPPES_HEADER.read_text().splitlines())))


def exclusions(day: date):
    """A month's supplement: one of the new people by NPI, and somebody whom the practice does not know."""
    def excluded(last, first, npi, born):
        return {"LASTNAME": last, "FIRSTNAME": first, "GENERAL": "IND- LIC HC SERV PRO", "NPI": npi, "DOB": born,
                "CITY": "TESTVILLE", "STATE": "OH", "ZIP": "43001", "EXCLTYPE": "1128a1",
                "EXCLDATE": f"{day - timedelta(days=10):%Y%m%d}", "REINDATE": "00000000", "WAIVERDATE": "00000000"}

    rows = [excluded("QUILLERAN", "BASTIEN", "2999800255", "19800229"),
            excluded("UNRELATED", "ULRICH", "0000000000", "19610203")]
    return upload(f"{day:%y%m}EXCL.csv", rows, LEIE_HEADER)
