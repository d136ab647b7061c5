import Foundation
import PraxisCore
import Testing

/// Synthetic files beside the tests.
enum Vectors {
    static func bytes(_ name: String) throws -> [UInt8] {
        let url = try #require(Bundle.module.url(forResource: name, withExtension: "csv", subdirectory: "Vectors"))
        return Array(try Data(contentsOf: url))
    }

    static func rows(_ name: String) throws -> [CSVRow] { try CSVFile(try self.bytes(name)).rows }
}
