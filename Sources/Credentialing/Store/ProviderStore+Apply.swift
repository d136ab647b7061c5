import FoundationEssentials
import Postgres
import PraxisCore

/// What a confirmed row does, in the words of the tables.
struct ProviderChange: Encodable {
    let person: Person.ID
    let isNew: Bool
    let npi: String
    let given, family, middle, suffix, phone: String?
    let birth: LocalDate?
    let otherGiven, otherFamily: String?
    /// `professional` for a name that is in use beside the legal one.
    let otherKind: String
    /// As what somebody begins to work at the clinic; `nil` for those who do already.
    let position: String?
    let role: String?
    let licenses: [License]
    /// The primary one first.
    let taxonomies: [String]

    struct License: Encodable {
        let id: Credential.ID
        let type, state, number, normalized: String
    }

    enum CodingKeys: String, CodingKey {
        case person, npi, given, family, middle, suffix, phone, birth, position, role, licenses, taxonomies
        case isNew = "new"
        case otherGiven = "other_given"
        case otherFamily = "other_family"
        case otherKind = "other_kind"
    }

    /// What the preview showed and nothing else; `nil` for rows that change nothing.
    init?(_ preview: ProviderPreview) {
        guard preview.outcome == .new || preview.outcome == .changed, let provider = preview.provider else {
            return nil
        }
        self.person = preview.person ?? .make()
        let isNew = preview.outcome == .new
        let shown = { (field: String, value: String?) in isNew || preview.changes(field) ? value : nil }
        self.isNew = isNew
        self.npi = provider.npi.description
        self.given = shown("given_name", provider.name.given)
        self.family = shown("family_name", provider.name.family)
        self.middle = shown("middle_name", provider.name.middle)
        self.suffix = shown("suffix", provider.name.suffix)
        self.phone = shown("phone", provider.phone)
        self.birth = isNew || preview.changes("birth_date") ? provider.birthDate : nil
        self.otherGiven = shown("other_name", provider.otherName?.given)
        self.otherFamily = shown("other_name", provider.otherName?.family)
        self.otherKind = provider.otherNameKind == "2" ? "professional" : "former"
        self.role = shown("appointment", provider.role?.rawValue)
        self.position = isNew || preview.changes("employment") ? provider.role?.rawValue ?? "other_provider" : self.role
        self.taxonomies = provider.taxonomies.filter { code in
            isNew || preview.changes.contains { $0.field == "taxonomy" && $0.after == code }
        }
        self.licenses = provider.licenses.compactMap { license in
            guard let type = ClinicalRole(taxonomy: license.taxonomy)?.licenseType,
                isNew || preview.changes.contains(where: { $0.field == "license" && $0.after == license.title })
            else { return nil }
            return License(
                id: .make(), type: type, state: license.state, number: license.number,
                normalized: LicenseNumber.normalized(license.number))
        }
    }
}

extension ProviderChange {
    /// Whether it changes what is on file about somebody, beside where they work and what they claim to hold.
    var changesPerson: Bool {
        !self.isNew
            && [self.given, self.family, self.middle, self.suffix, self.phone, self.birth?.description]
                .contains { $0 != nil }
    }
}

extension ProviderStore {
    private static func people(_ changes: JSONText) -> SQL {
        """
        jsonb_to_recordset(\(changes)) AS r (
               person uuid, new boolean, npi text, given text, family text, middle text, suffix text, phone text, birth date,
               other_given text, other_family text, other_kind text, position text, role text, licenses jsonb,
               taxonomies jsonb)
        """
    }

    static func addPeople(_ changes: JSONText) -> SQL {
        """
        INSERT INTO praxis.person
               (person_id, given_name, middle_name, family_name, suffix, birth_date, npi, phone)
        SELECT r.person, r.given, r.middle, r.family, r.suffix, r.birth, r.npi, r.phone
          FROM \(Self.people(changes))
         WHERE r.new
        """
    }

    /// Keeps the name that a changed row replaces, because screening searches former names for ever.
    static func keepFormerNames(_ changes: JSONText) -> SQL {
        """
        INSERT INTO praxis.person_name (person_id, name_id, given_name, middle_name, family_name, suffix, kind, ends_on)
        SELECT p.person_id, gen_random_uuid(), p.given_name, p.middle_name, p.family_name, p.suffix, 'former', CURRENT_DATE
          FROM \(Self.people(changes))
          JOIN praxis.person p ON p.person_id = r.person
         WHERE NOT r.new
           AND (lower(p.family_name), lower(p.given_name))
               <> (lower(coalesce(r.family, p.family_name)), lower(coalesce(r.given, p.given_name)))
         UNION ALL
        SELECT r.person, gen_random_uuid(), r.other_given, NULL, r.other_family, NULL, r.other_kind, NULL
          FROM \(Self.people(changes))
         WHERE r.other_family IS NOT NULL
        """
    }

    /// What the file leaves blank stays as it is.
    static func changePeople(_ changes: JSONText) -> SQL {
        """
        UPDATE praxis.person p
           SET given_name = coalesce(r.given, p.given_name), family_name = coalesce(r.family, p.family_name),
               middle_name = coalesce(r.middle, p.middle_name), suffix = coalesce(r.suffix, p.suffix),
               birth_date = coalesce(p.birth_date, r.birth), phone = coalesce(r.phone, p.phone), version = p.version + 1
          FROM \(Self.people(changes))
         WHERE p.person_id = r.person
           AND NOT r.new
           AND num_nonnulls(r.given, r.family, r.middle, r.suffix, r.phone, r.birth) > 0
        """
    }

    static func addLicenses(_ changes: JSONText) -> SQL {
        """
        INSERT INTO praxis.credential (credential_id, person_id, type_code, state, number, number_normalized, source)
        SELECT l.id, r.person, l.type, l.state, l.number, l.normalized, 'provider_file'
          FROM \(Self.people(changes))
         CROSS JOIN LATERAL jsonb_to_recordset(r.licenses) AS l (
               id uuid, type text, state text, number text, normalized text)
            ON CONFLICT DO NOTHING
        """
    }

    /// Who had no specialty gets the file's primary one as theirs.
    static func addTaxonomies(_ changes: JSONText) -> SQL {
        """
        INSERT INTO praxis.person_taxonomy (taxonomy_id, person_id, code, is_primary)
        SELECT gen_random_uuid(), r.person, t.code,
               t.place = 1 AND NOT EXISTS (SELECT FROM praxis.person_taxonomy k
                                            WHERE k.person_id = r.person AND k.is_primary AND k.ends_on IS NULL)
          FROM \(Self.people(changes))
         CROSS JOIN LATERAL jsonb_array_elements_text(r.taxonomies) WITH ORDINALITY AS t (code, place)
            ON CONFLICT DO NOTHING
        """
    }

    static func addStandings(_ changes: JSONText, from file: String) -> SQL {
        """
        INSERT INTO praxis.npi_standing
               (standing_id, person_id, npi, deactivated_on, reactivated_on, reason_code, replacement, file_name)
        SELECT gen_random_uuid(), r.person, r.npi, r.deactivated, r.reactivated, r.reason, r.replacement, \(file)
          FROM jsonb_to_recordset(\(changes)) AS r (
               person uuid, npi text, deactivated date, reactivated date, reason text, replacement text)
        """
    }

    /// From a day on, or from the end of an earlier appointment in the role where that is later. It comes before all that
    /// is written about people whom the clinic did not know: with it they belong to the clinic.
    static func appoint(_ changes: JSONText, at clinic: ImportClinic, from day: LocalDate) -> SQL {
        """
        INSERT INTO praxis.appointment (clinic_id, appointment_id, person_id, clinical_role, starts_on)
        SELECT \(clinic.id), gen_random_uuid(), r.person, r.role,
               greatest(\(day), (SELECT max(a.ends_on)
                                   FROM praxis.appointment a
                                  WHERE a.clinic_id = \(clinic.id)
                                    AND a.person_id = r.person
                                    AND a.clinical_role = r.role))
          FROM \(Self.people(changes))
         WHERE r.role IS NOT NULL
        """
    }

    /// Whoever is new at the clinic works there from that day on, and so stands in its list of people.
    static func employ(_ changes: JSONText, at clinic: ImportClinic, from day: LocalDate) -> SQL {
        """
        INSERT INTO praxis.employment (clinic_id, employment_id, person_id, position, starts_on)
        SELECT \(clinic.id), gen_random_uuid(), r.person, r.position, greatest(\(day), e.ended)
          FROM \(Self.people(changes))
         CROSS JOIN LATERAL (
               SELECT max(e.ends_on) AS ended, bool_or(e.ends_on IS NULL) AS works
                 FROM praxis.employment e
                WHERE e.clinic_id = \(clinic.id) AND e.person_id = r.person) e
         WHERE r.position IS NOT NULL
           AND e.works IS NOT TRUE
        """
    }
}

/// What a confirmed row says of somebody's number.
struct StandingChange: Encodable {
    let person: Person.ID
    let npi: String
    let deactivated: LocalDate
    let reactivated: LocalDate?
    let reason: String?
    let replacement: NPI?

    /// `nil` for rows that say nothing new of it.
    init?(_ preview: ProviderPreview) {
        guard preview.changes("npi_standing"), let person = preview.person, let npi = preview.npi,
            let standing = preview.standing ?? preview.provider?.standing
        else { return nil }
        self.person = person
        self.npi = npi
        self.deactivated = standing.deactivatedOn
        self.reactivated = standing.reactivatedOn
        self.reason = standing.reason
        self.replacement = standing.replacement
    }
}
