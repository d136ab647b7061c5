package import PraxisCore

/// A completion as somebody records it.
package struct CompletionDraft: Hashable, Sendable {
    package let completedOn: LocalDate
    package let result: TrainingCompletion.Result
    package let score: Int?
    package let minutes: Int
    package let trainer: String
    package let qualification: String
    /// `nil` takes the position that the person had on the day.
    package let jobTitle: String?
    /// The record that this one corrects, and why.
    package let supersedes: TrainingCompletion.ID?
    package let reason: String?

    /// Reads the fields `completed`, `result`, `score`, `minutes`, `trainer`, `qualification`, `job_title`, `supersedes`
    /// and `reason`.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        let completed = errors.check(
            "completed", field("completed"), Entry.day, else: "Enter the day of the training, such as 2026-03-14")
        let result = errors.check(
            "result", field("result") ?? "passed", TrainingCompletion.Result.init(rawValue:), else: "Choose how it went"
        )
        self.score = Entry.optionalNumber(
            "score", field("score"), 0...100, &errors, "Enter a score from 0 to 100, or leave it blank")
        let minutes = errors.check(
            "minutes", field("minutes"), { Entry.number($0, 1...6000) }, else: "Enter how many minutes it took")
        let trainer = errors.check(
            "trainer", field("trainer"), { Entry.text($0, 200) }, else: "Enter who taught, in at most 200 characters")
        let qualification = errors.check(
            "qualification", field("qualification"), { Entry.text($0, 300) },
            else: "Enter what qualifies who taught, in at most 300 characters")
        if let job = field("job_title"), job.count > 300 { errors.add("job_title", "Enter at most 300 characters") }
        let supersedes = field("supersedes").flatMap(TrainingCompletion.ID.init)
        let reason = field("reason")
        if supersedes != nil || result == .withdrawn, !(3...1000).contains(reason?.count ?? 0) {
            errors.add("reason", "Enter why the record is corrected")
        }
        if result == .withdrawn, supersedes == nil { errors.add("result", "Only a record that is there is withdrawn") }
        guard errors.isEmpty, let completed, let result, let minutes, let trainer, let qualification else {
            throw errors
        }
        self.completedOn = completed
        self.result = result
        self.minutes = minutes
        self.trainer = trainer
        self.qualification = qualification
        self.jobTitle = field("job_title")
        self.supersedes = supersedes
        self.reason = supersedes == nil ? nil : reason
    }
}

/// A certificate as somebody hands it in about the own training.
package struct ClaimDraft: Hashable, Sendable {
    package let completedOn: LocalDate
    package let trainer: String
    package let document: TrainingDocument

    /// Reads the fields `completed` and `trainer`, and the file.
    package init(
        _ field: (String) -> String?, file: (name: String, bytes: [UInt8])?
    ) throws(FieldErrors) {
        var errors = FieldErrors()
        let completed = errors.check(
            "completed", field("completed"), Entry.day, else: "Enter the day on the certificate, such as 2026-03-14")
        let trainer = errors.check(
            "trainer", field("trainer"), { Entry.text($0, 200) }, else: "Enter who issued the certificate")
        var document: TrainingDocument?
        if let file, !file.bytes.isEmpty {
            do { document = try TrainingDocument(name: file.name, bytes: file.bytes) } catch {
                for entry in error.entries { errors.add(entry.field, entry.message) }
            }
        } else {
            errors.add("file", "Choose a PDF or a picture of the certificate")
        }
        guard errors.isEmpty, let completed, let trainer, let document else { throw errors }
        self.completedOn = completed
        self.trainer = trainer
        self.document = document
    }
}

/// How fields of training and policies are read.
enum Entry {
    static func text(_ text: String, _ most: Int) -> String? { (1...most).contains(text.count) ? text : nil }

    /// A day that a record can have.
    static func day(_ text: String) -> LocalDate? {
        LocalDate(text).flatMap { (1990...2999).contains($0.year) ? $0 : nil }
    }

    static func number(_ text: String, _ range: ClosedRange<Int>) -> Int? {
        Int(text).flatMap { range.contains($0) ? $0 : nil }
    }

    static func code(_ text: String) -> String? {
        (2...32).contains(text.count)
            && text.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-" || $0 == "_") } ? text : nil
    }

    static func word(_ text: String) -> String? {
        (2...32).contains(text.count) && text.allSatisfy { $0.isASCII && $0.isLowercase || $0 == "_" } ? text : nil
    }

    static func optionalNumber(
        _ field: String, _ text: String?, _ range: ClosedRange<Int>, _ errors: inout FieldErrors, _ message: String
    ) -> Int? {
        guard let text else { return nil }
        return errors.check(field, text, { Self.number($0, range) }, else: message)
    }

    static func optionalDay(_ field: String, _ text: String?, _ errors: inout FieldErrors) -> LocalDate? {
        guard let text else { return nil }
        return errors.check(field, text, Self.day, else: "Enter a day such as 2026-03-14, or leave it blank")
    }
}
