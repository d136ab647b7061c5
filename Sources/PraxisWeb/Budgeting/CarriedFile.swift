import FoundationEssentials
import HTML
import PraxisCore

/// A file on its way from a preview to the form that confirms it: byte for byte, whatever its encoding.
enum CarriedFile {
    private static let name = "content"

    /// The field that carries it.
    static func field(_ bytes: [UInt8]) -> HTML {
        input(.type("hidden"), .name("\(Self.name)"), .value(Data(bytes).base64EncodedString()))
    }

    /// What came back.
    static func bytes(_ form: Form) throws(FieldErrors) -> [UInt8] {
        guard let text = form.exact(Self.name), let data = Data(base64Encoded: text), !data.isEmpty else {
            throw FieldErrors("file", "Choose the file again")
        }
        return Array(data)
    }
}
