/// What somebody signed, to the letter: the statement and every answer, by section and question.
package struct SignedApplication: Codable, Hashable, Sendable {
    package let statement: String
    package let name: String
    package let signature: String?
    package let sections: [String: [String: String]]?

    /// What was answered to a question.
    package func answer(_ question: ApplicationForm.Question, in section: ApplicationForm.Section) -> String? {
        self.sections?[section.name]?[question.name]
    }
}
