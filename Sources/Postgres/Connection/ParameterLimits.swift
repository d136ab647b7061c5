/// What is refused before it is sent.
struct ParameterLimits: Sendable {
    /// The protocol counts parameters in 16 bits.
    static let maximumCount = 65_535
    static let standard = ParameterLimits(maximumBytes: 16 << 20)

    /// The largest text of one parameter.
    let maximumBytes: Int

    func check(_ values: [String?]) throws(PostgresError) {
        guard values.count <= Self.maximumCount else {
            throw PostgresError(.badParameter(Self.maximumCount + 1, .tooMany(limit: Self.maximumCount)))
        }
        for (index, value) in values.enumerated() {
            guard let value else { continue }
            guard value.utf8.count <= self.maximumBytes else {
                throw PostgresError(.badParameter(index + 1, .tooLarge(limit: self.maximumBytes)))
            }
            guard !value.utf8.contains(0) else { throw PostgresError(.badParameter(index + 1, .containsNUL)) }
        }
    }
}
