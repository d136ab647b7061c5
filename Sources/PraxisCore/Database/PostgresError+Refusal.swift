package import Postgres

extension PostgresError {
    /// What our own functions refused with a state of class PX: a stable code, and figures as JSON.
    package var refusal: (code: String, detail: JSONText?)? {
        self.raised.map { ($0.code, $0.detail.map(JSONText.init(text:))) }
    }
}
