import Foundation
import PraxisCore
import Testing

@testable import Credentialing

/// Files of the issuing agencies, where somebody has them: PRAXIS_REAL_DATA names a folder with `leie/` and `nppes/`.
/// They name real people, so nothing of them is in the tree and no failure here prints a row.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["PRAXIS_REAL_DATA"] != nil))
struct `Files of the agencies` {
    private let folder = URL(filePath: ProcessInfo.processInfo.environment["PRAXIS_REAL_DATA"] ?? "/")

    private func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: self.folder.appending(path: path)))
    }

    private func entries(_ kind: ExclusionFile.Kind) throws -> [ListEntry] {
        let names = try FileManager.default.contentsOfDirectory(atPath: self.folder.appending(path: "leie").path())
        return try names.sorted().flatMap { name -> [ListEntry] in
            guard let named = ExclusionFile.named(name), named.kind == kind, let month = named.month else { return [] }
            let file = try WholeList(try self.bytes("leie/\(name)"), kind: named.kind, month: month)
            #expect(file.problems.isEmpty)
            #expect(file.refusal() == nil)
            return file.entries
        }
    }

    @Test func `of exclusions are read as they were measured`() throws {
        let entries = try self.entries(.exclusions)
        let individuals = entries.filter(\.isIndividual)
        #expect(entries.count == 1_676)
        #expect(individuals.count == 1_656)
        #expect(individuals.count { $0.npi != nil } == 253)
        #expect(individuals.count { $0.flags.contains(.birthDateMissing) } == 2)
        #expect(individuals.count { $0.flags.contains(.birthDateImplausible) } == 1)
        #expect(entries.count { $0.flags.contains(.npiChecksum) } == 0)
        #expect(entries.count { $0.flags.contains(.unknownType) } == 0)
    }

    @Test func `of reinstatements are read as they were measured`() throws {
        let entries = try self.entries(.reinstatements)
        #expect(entries.count == 151)
        #expect(entries.count { $0.flags.contains(.rescinded) } == 7)
    }

    @Test func `of SAM are read whole, with the columns where names are odd`() throws {
        let file = try WholeList(
            try self.bytes("sam/sam_exclusions_V2_sample.csv"), .sam, kind: .full, month: LocalDate("2023-12-01")!)
        #expect(file.entries.count == 16)
        #expect(file.problems.isEmpty)
        #expect(file.entries.count(where: \.isIndividual) == 9)
        #expect(file.entries.allSatisfy { !$0.lastName.isEmpty || !$0.businessName.isEmpty })
        #expect(
            file.entries.allSatisfy { !$0.flags.contains(.exclusionDateUnknown) && !$0.flags.contains(.endDateUnknown) }
        )
        #expect(Set(file.entries.map(\.recordHash)).count == 15)
    }

    @Test func `of providers hold eighty individuals`() throws {
        let file = try ProviderFile(try self.bytes("nppes/npidata_sample.csv"))
        let providers = file.rows.compactMap { if case .provider(_, let provider) = $0 { provider } else { nil } }
        #expect(file.rows.count == 80)
        #expect(providers.count == 80)
        #expect(providers.allSatisfy { !$0.taxonomies.isEmpty })
    }

    @Test func `of providers meet no excluded person by name`() throws {
        let index = ExclusionIndex(try self.entries(.exclusions).map(\.identity))
        let file = try ProviderFile(try self.bytes("nppes/npidata_sample.csv"))
        for case .provider(_, let provider) in file.rows {
            let subject = ScreeningSubject(
                person: .make(), names: [.init(family: provider.name.family, given: provider.name.given)],
                birthDate: nil,
                npi: provider.npi.description)
            #expect(index.findings(for: subject).isEmpty)
        }
    }
}
