/// What is kept of a write that made a token, so that sending it twice neither makes two tokens nor shows one that does
/// not work: the answer, and which token it belongs to.
struct Receipt<Value: Codable & Sendable>: Codable, Sendable {
    private let value: Value
    private let digest: [UInt8]

    init(_ value: Value, for token: OpaqueToken) {
        self.value = value
        self.digest = token.digest
    }

    /// The answer, for the token that this very request made.
    func value(for token: OpaqueToken) throws(IdentityError) -> Value {
        guard self.digest == token.digest else { throw .shownBefore }
        return self.value
    }
}
