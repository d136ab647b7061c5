import HTML
import PraxisCore

extension Place {
    /// The figures of credentialing across clinics.
    static func overview(_ scope: Scope) -> Place { Place(scope, "overview") }
    /// The same as a file.
    static func overviewFile(_ scope: Scope, _ ending: String) -> Place {
        Place(path: Place.overview(scope).path.suffixed(".\(ending)"))
    }
}
