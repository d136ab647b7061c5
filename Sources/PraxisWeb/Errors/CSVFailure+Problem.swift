import PraxisCore

extension CSVFailure: ProblemConvertible {
    package var problem: Problem { Problem(FieldErrors("file", "The file cannot be read: \(self.message)")) }
}
