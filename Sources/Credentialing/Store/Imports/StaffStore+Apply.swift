import FoundationEssentials
import Postgres
import PraxisCore

/// What a confirmed row of a staff file does, in the words of the tables.
struct StaffChange: Encodable {
    let person: Person.ID
    let isNew: Bool
    let given, middle, family, suffix: String?
    let birth: LocalDate?
    let npi, email, phone: String?
    let number: String?
    let clinic: String
    let starts: LocalDate
    /// As what somebody begins to work there; `nil` for those who do already.
    let position: String?
    let role: String?

    enum CodingKeys: String, CodingKey {
        case person, given, middle, family, suffix, birth, npi, email, phone, number, clinic, starts, position, role
        case isNew = "new"
    }

    /// - Parameter changes: what is shown of somebody on file; `nil` for who is new.
    init(_ record: StaffRecord, of person: Person.ID, changing changes: [ProviderPreview.Change]?) {
        let isNew = changes == nil
        let shown = { (field: String) in changes?.contains { $0.field == field } ?? true }
        self.person = person
        self.isNew = isNew
        self.given = isNew ? record.given : nil
        self.middle = isNew ? record.middle : nil
        self.family = isNew ? record.family : nil
        self.suffix = isNew ? record.suffix : nil
        self.birth = shown("birth_date") ? record.birthDate : nil
        self.npi = shown("npi") ? record.npi?.description : nil
        self.email = shown("email") ? record.email : nil
        self.phone = shown("phone") ? record.phone : nil
        self.number = shown("employee_number") ? record.number : nil
        self.clinic = record.clinic
        self.starts = record.startsOn
        self.position = shown("employment") ? record.position : nil
        self.role = shown("appointment") ? record.role?.rawValue : nil
    }

    /// Whether it sets something that is blank on file.
    var fillsIn: Bool {
        !self.isNew && (self.birth != nil || self.npi != nil || self.email != nil || self.phone != nil)
    }
}

extension StaffStore {
    private static func people(_ changes: JSONText) -> SQL {
        """
        jsonb_to_recordset(\(changes)) AS r (
               person uuid, new boolean, given text, middle text, family text, suffix text, birth date, npi text,
               email text, phone text, number text, clinic text, starts date, position text, role text)
        """
    }

    static func addPeople(_ changes: JSONText) -> SQL {
        """
        INSERT INTO praxis.person
               (person_id, given_name, middle_name, family_name, suffix, birth_date, npi, email, phone)
        SELECT r.person, r.given, r.middle, r.family, r.suffix, r.birth, r.npi, r.email, r.phone
          FROM \(Self.people(changes))
         WHERE r.new
        """
    }

    /// From the day of the row, or from the end of an earlier employment in the position where that is later.
    static func employ(_ changes: JSONText) -> SQL {
        """
        INSERT INTO praxis.employment (clinic_id, employment_id, person_id, position, starts_on)
        SELECT c.clinic_id, gen_random_uuid(), r.person, r.position,
               greatest(r.starts, (SELECT max(e.ends_on)
                                     FROM praxis.employment e
                                    WHERE e.clinic_id = c.clinic_id
                                      AND e.person_id = r.person
                                      AND e.position = r.position))
          FROM \(Self.people(changes))
          JOIN praxis.clinic c ON c.slug = r.clinic
         WHERE r.position IS NOT NULL
        """
    }

    static func appoint(_ changes: JSONText) -> SQL {
        """
        INSERT INTO praxis.appointment (clinic_id, appointment_id, person_id, clinical_role, starts_on)
        SELECT c.clinic_id, gen_random_uuid(), r.person, r.role,
               greatest(r.starts, (SELECT max(a.ends_on)
                                     FROM praxis.appointment a
                                    WHERE a.clinic_id = c.clinic_id
                                      AND a.person_id = r.person
                                      AND a.clinical_role = r.role))
          FROM \(Self.people(changes))
          JOIN praxis.clinic c ON c.slug = r.clinic
         WHERE r.role IS NOT NULL
        """
    }

    /// Fills in what is blank on file, and nothing else.
    static func changePeople(_ changes: JSONText) -> SQL {
        """
        UPDATE praxis.person p
           SET birth_date = coalesce(p.birth_date, r.birth), npi = coalesce(p.npi, r.npi),
               email = coalesce(p.email, r.email), phone = coalesce(p.phone, r.phone), version = p.version + 1
          FROM \(Self.people(changes))
         WHERE p.person_id = r.person
           AND NOT r.new
           AND num_nonnulls(r.birth, r.npi, r.email, r.phone) > 0
        """
    }

    static func number(_ changes: JSONText) -> SQL {
        """
        INSERT INTO praxis.person_identifier (person_id, identifier_id, kind, value, starts_on)
        SELECT r.person, gen_random_uuid(), 'payroll_number', r.number, r.starts
          FROM \(Self.people(changes))
         WHERE r.number IS NOT NULL
        """
    }
}
