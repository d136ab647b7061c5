/// Where the site opens invitations and resets.
package enum AccountLinkPath {
    /// The path for a link's token.
    package static func path(of token: String) -> String { "/sign-in/link/\(token)" }
}
