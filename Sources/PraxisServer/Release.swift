/// Which Praxis this is.
package enum Release {
    /// By semantic versioning; a release of another first number may need an operator's hand.
    package static let version = "0.1.0"
}
