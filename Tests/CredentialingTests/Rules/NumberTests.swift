import PraxisCore
import Testing

@testable import Credentialing

@Suite struct `An NPI` {
    @Test func `is judged as in every vector`() throws {
        let rows = try Vectors.rows("npi_vectors")
        #expect(rows.count == 19)
        for row in rows {
            let text = row.values[0]
            switch row.values[1] {
            case "valid": #expect(NPI(text) != nil, "\(row.values[2])")
            case "normalize-then-valid": #expect(NPI(text) == nil && NPI(imported: text) != nil, "\(row.values[2])")
            default: #expect(NPI(text) == nil, "\(row.values[2])")
            }
        }
    }

    @Test(arguments: [("1234567893", "1234568893", true), ("1234567893", "1234567893", false), ("12345", "123", false)])
    func `is told from one with a slip in one digit`(a: String, b: String, isOff: Bool) {
        #expect(NPI.isOneDigitOff(a, b) == isOff)
    }
}

@Suite struct `A DEA number` {
    @Test func `is judged as in every vector`() throws {
        let rows = try Vectors.rows("dea_vectors")
        #expect(rows.count == 14)
        for row in rows {
            let text = row.values[0]
            switch row.values[1] {
            case "valid": #expect(DEANumber(text)?.internalCode == nil && DEANumber(text) != nil, "\(row.values[2])")
            case "valid-with-suffix": #expect(DEANumber(text)?.internalCode == "012")
            case "normalize-then-valid": #expect(DEANumber(text) == nil && DEANumber(imported: text) != nil)
            default: #expect(DEANumber(text) == nil, "\(row.values[2])")
            }
        }
    }
}

@Suite struct `A license number` {
    @Test(arguments: [("DR.0041-22", "DR004122"), (" rn 123 456 ", "RN123456"), ("Ñ-7", "N7")])
    func `is compared without case, blanks and punctuation`(text: String, normalized: String) {
        #expect(LicenseNumber.normalized(text) == normalized)
    }

    @Test(arguments: ["", "   ", "N/A", "pending", "--", String(repeating: "1", count: 41)])
    func `is not what people write when they have none`(text: String) {
        #expect(!LicenseNumber.isPlausible(text))
    }
}
