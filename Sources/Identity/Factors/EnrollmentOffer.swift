/// What the page that sets up a second factor shows.
package struct EnrollmentOffer: Sendable {
    /// The secret for typing.
    package let secretText: String
    /// What the app scans; `QRCode(uri)` draws it.
    package let uri: String
    /// The secret as only the daemon can read it, for the form to bring back.
    package let sealed: String
}
