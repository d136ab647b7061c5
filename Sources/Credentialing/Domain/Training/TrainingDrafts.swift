package import PraxisCore

/// A course as somebody enters it, with its first version.
package struct CourseDraft: Hashable, Sendable {
    package let code: String
    package let name: String
    package let retention: String
    package let version: VersionDraft

    /// Reads the fields `code`, `name`, `retention` and those of a version.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        let code = errors.check(
            "code", field("code"), Entry.code,
            else: "Enter a short code of small letters, digits and hyphens, such as hipaa-privacy")
        let name = errors.check(
            "name", field("name"), { Entry.text($0, 200) }, else: "Enter the name, in at most 200 characters")
        let retention = errors.check(
            "retention", field("retention"), { Entry.text($0, 32) }, else: "Choose how long records are kept")
        let version = VersionDraft(field, &errors)
        guard errors.isEmpty, let code, let name, let retention, let version else { throw errors }
        self.code = code
        self.name = name
        self.retention = retention
        self.version = version
    }
}

/// What is changed of a course itself.
package struct CourseChange: Hashable, Sendable {
    package let name: String
    package let endsOn: LocalDate?

    /// Reads the fields `name` and `ends`.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        let name = errors.check(
            "name", field("name"), { Entry.text($0, 200) }, else: "Enter the name, in at most 200 characters")
        self.endsOn = Entry.optionalDay("ends", field("ends"), &errors)
        guard errors.isEmpty, let name else { throw errors }
        self.name = name
    }
}

/// A version of a course as somebody enters it.
package struct VersionDraft: Hashable, Sendable {
    package let summary: String
    package let link: String?
    package let minutes: Int
    package let passingScore: Int?
    package let recurrence: Recurrence?
    package let warnDays: Int
    package let retakeDays: Int?
    package let citation: String
    package let effectiveFrom: LocalDate

    /// Reads the fields `summary`, `link`, `minutes`, `score`, `every`, `unit`, `anchor`, `warn`, `retake`, `citation` and
    /// `effective`.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        guard let draft = VersionDraft(field, &errors), errors.isEmpty else { throw errors }
        self = draft
    }

    fileprivate init?(_ field: (String) -> String?, _ errors: inout FieldErrors) {
        let summary = errors.check(
            "summary", field("summary"), { Entry.text($0, 4000) },
            else: "Enter what is taught, in at most 4,000 characters: it becomes part of every record")
        let link = field("link")
        if let link, !link.hasPrefix("https://") || link.count > 500 || link.contains(where: \.isWhitespace) {
            errors.add("link", "Enter an address that begins with https://")
        }
        let minutes = errors.check(
            "minutes", field("minutes"), { Entry.number($0, 1...6000) }, else: "Enter how many minutes it takes")
        self.passingScore = Entry.optionalNumber(
            "score", field("score"), 1...100, &errors, "Enter a score from 1 to 100, or leave it blank")
        let every = Entry.optionalNumber(
            "every", field("every"), 1...3650, &errors, "Enter a whole number, or leave it blank: then once is enough")
        self.recurrence = every.map {
            Recurrence(
                every: $0, field("unit").flatMap(Recurrence.Unit.init) ?? .month,
                from: field("anchor").flatMap(Recurrence.Anchor.init) ?? .completion)
        }
        self.warnDays =
            Entry.optionalNumber("warn", field("warn"), 0...365, &errors, "Enter a number of days up to 365") ?? 30
        self.retakeDays = Entry.optionalNumber(
            "retake", field("retake"), 0...365, &errors, "Enter a number of days up to 365, or leave it blank")
        let citation = errors.check(
            "citation", field("citation"), { Entry.text($0, 300) },
            else: "Enter the rule that asks for it, such as 29 CFR 1910.1030(g)(2)")
        let effective = errors.check(
            "effective", field("effective"), Entry.day, else: "Enter from when it is taught, such as 2026-03-14")
        guard let summary, let minutes, let citation, let effective else { return nil }
        self.summary = summary
        self.link = link
        self.minutes = minutes
        self.citation = citation
        self.effectiveFrom = effective
    }
}

/// Of whom something is asked, as somebody enters it.
package struct TrainingRuleDraft: Hashable, Sendable {
    package let clinic: String?
    package let position: String?
    package let role: String?
    package let exposure: String?
    package let dueDays: Int
    package let startsOn: LocalDate
    package let citation: String

    /// Reads the fields `clinic`, `whom` (`position:…`, `role:…`, `exposure:…`), `due`, `starts` and `citation`.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        let whom = (field("whom") ?? "").split(separator: ":", maxSplits: 1).map(String.init)
        let kind = whom.first ?? ""
        let word = whom.count == 2 ? Entry.word(whom[1]) : nil
        if !kind.isEmpty, word == nil || !["position", "role", "exposure"].contains(kind) {
            errors.add("whom", "Choose of whom it is asked")
        }
        let due = errors.check(
            "due", field("due"), { Entry.number($0, 0...3650) },
            else: "Enter within how many days of hire or assignment; 0 is the first day")
        let starts = errors.check(
            "starts", field("starts"), Entry.day, else: "Enter from when it is asked, such as 2026-03-14")
        let citation = errors.check(
            "citation", field("citation"), { Entry.text($0, 300) }, else: "Enter the rule or policy that asks for it")
        guard errors.isEmpty, let due, let starts, let citation else { throw errors }
        self.clinic = field("clinic")
        self.position = kind == "position" ? word : nil
        self.role = kind == "role" ? word : nil
        self.exposure = kind == "exposure" ? word : nil
        self.dueDays = due
        self.startsOn = starts
        self.citation = citation
    }
}

/// That a role does not work without a course, as somebody enters it.
package struct GateDraft: Hashable, Sendable {
    package let clinic: String?
    package let role: String
    package let severity: String
    package let startsOn: LocalDate
    package let citation: String

    /// Reads the fields `clinic`, `role`, `severity`, `starts` and `citation`.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        let role = errors.check("role", field("role"), Entry.word, else: "Choose the role")
        let severity = errors.check(
            "severity", field("severity"), { ["block", "warn"].contains($0) ? $0 : nil },
            else: "Choose whether shifts are blocked or marked")
        let starts = errors.check(
            "starts", field("starts"), Entry.day, else: "Enter from which day of work, such as 2026-03-14")
        let citation = errors.check(
            "citation", field("citation"), { Entry.text($0, 300) }, else: "Enter the rule or policy that asks for it")
        guard errors.isEmpty, let role, let severity, let starts, let citation else { throw errors }
        self.clinic = field("clinic")
        self.role = role
        self.severity = severity
        self.startsOn = starts
        self.citation = citation
    }
}

/// An exposed job as somebody enters it.
package struct ExposureDraft: Hashable, Sendable {
    package let exposure: String
    package let position: String
    package let startsOn: LocalDate

    /// Reads the fields `exposure`, `position` and `starts`.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        let exposure = errors.check(
            "exposure", field("exposure")?.lowercased(), Entry.word,
            else: "Enter one word of small letters, such as bloodborne")
        let position = errors.check("position", field("position"), Entry.word, else: "Choose the position")
        let starts = errors.check(
            "starts", field("starts"), Entry.day, else: "Enter from when it is exposed, such as 2026-03-14")
        guard errors.isEmpty, let exposure, let position, let starts else { throw errors }
        self.exposure = exposure
        self.position = position
        self.startsOn = starts
    }
}
