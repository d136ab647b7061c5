import Foundation
import Postgres
import TestSupport
import Testing

@Suite(.demonstration) struct `praxisctl import` {
    private func count(_ sql: SQL) async throws -> Int {
        try #require(try await TestDatabase.current.ask(sql, as: Int.self))
    }

    private func importing(_ words: String..., as account: String) async throws -> ControlProcess {
        try await ControlProcess.run(["import"] + words + ["--as", "\(account)@cascade.example"])
    }

    // MARK: Specialties

    @Test func `specialties loads a release for everybody, once, and says which rows it cannot read`() async throws {
        let heading = "Code,Grouping,Classification,Specialization,Definition,Notes,Display Name,Section\r\n"
        let good = heading + "207Q00000X,Physicians,Family Medicine,,,,Family Medicine Physician,Individual\r\n"
        let file = try SampleFile("nucc_taxonomy_251.csv", good)
        let loaded = try await ControlProcess.run(["import", "specialties", file.path])
        #expect(
            loaded.status == 0 && loaded.output == "nucc_taxonomy_251.csv: 1 codes of release 25.1\n",
            "\(loaded.errors)")
        let again = try await ControlProcess.run(["import", "specialties", file.path])
        #expect(again.status == 65 && again.errors.contains("loaded before"))
        let broken = try SampleFile("nucc_taxonomy_260.csv", good + "207,P,Cut,,,,,\r\n")
        let refused = try await ControlProcess.run(["import", "specialties", broken.path])
        #expect(refused.status == 65 && refused.output.contains("Row 3, column Code"), "\(refused.output)")
        let unnamed = try SampleFile("codes.csv", good)
        let told = try await ControlProcess.run(["import", "specialties", unnamed.path])
        #expect(told.status != 0 && told.errors.contains("give --release"), "\(told.errors)")
        #expect(try await self.count("SELECT count(*) FROM praxis.taxonomy_code") == 1)
    }

    // MARK: Medicare files

    @Test func `medicare shows what is new of our people and keeps it with --confirm`() async throws {
        let found = try await TestDatabase.current.ask(
            """
            SELECT p.npi || ',42,I20040309000221,CO,' || p.given_name || ',' || p.family_name
              FROM praxis.person p
              JOIN praxis.practice a USING (practice_id)
             WHERE p.npi IS NOT NULL AND a.slug = 'cascade'
             ORDER BY p.person_id LIMIT 1
            """, as: String.self)
        let heading = "NPI,PECOS_ASCT_CNTL_ID,ENRLMT_ID,STATE_CD,FIRST_NAME,LAST_NAME\r\n"
        let file = try SampleFile("PPEF.csv", heading + (try #require(found)) + "\r\n1999999992,1,I2,CO,NOT,OURS\r\n")
        let numbers: SQL = "SELECT count(*) FROM praxis.person_identifier WHERE kind IN ('pac_id', 'pecos_enrollment')"
        let preview = try await self.importing("medicare", file.path, as: "credentialing")
        #expect(
            preview.status == 0 && preview.output == "PPEF.csv, previewed: 2 rows, 1 changed\n", "\(preview.errors)")
        #expect(try await self.count(numbers) == 0)
        let done = try await self.importing("medicare", file.path, "--confirm", as: "credentialing")
        #expect(done.status == 0 && done.output.contains("confirmed"), "\(done.errors)")
        #expect(try await self.count(numbers) == 2)
    }

    @Test func `medicare keeps what a list says, with the day that is given`() async throws {
        let found = try await TestDatabase.current.ask(
            """
            SELECT p.npi || ',' || p.family_name || ',' || p.given_name || ',Y,Y,Y,Y,N'
              FROM praxis.person p
              JOIN praxis.practice a USING (practice_id)
             WHERE p.npi IS NOT NULL AND a.slug = 'cascade'
             ORDER BY p.person_id LIMIT 1
            """, as: String.self)
        let file = try SampleFile(
            "referring.csv", "NPI,LAST_NAME,FIRST_NAME,PARTB,DME,HHA,PMD,HOSPICE\r\n" + (try #require(found)) + "\r\n")
        let done = try await self.importing(
            "medicare", file.path, "--as-of", "2026-01-15", "--confirm", as: "credentialing")
        #expect(done.status == 0 && done.output.contains("confirmed: 1 rows, 1 changed"), "\(done.errors)")
        let named: SQL = "SELECT count(*) FROM praxis.medicare_listing WHERE row_number = 2 AND as_of = '2026-01-15'"
        #expect(try await self.count(named) == 1)
        let older = try await self.importing("medicare", file.path, "--as-of", "2026-01-14", as: "credentialing")
        #expect(older.status != 0 && older.errors.contains("a newer list of this kind, of 2026-01-15, is in effect"))
    }

    // MARK: Providers

    private struct ProviderReport: Decodable {
        struct Problem: Decodable { let row: Int }

        let state: String
        let rows: Int
        let outcomes: [String: Int]
        let problems: [Problem]
    }

    /// A file in the layout of NPPES, with all of its columns.
    private func providers(_ rows: [[String: String]]) throws -> SampleFile {
        let header = URL(filePath: #filePath).appending(
            path: "../../../CredentialingTests/Vectors/nppes_header.csv"
        ).standardized
        let line = try String(contentsOf: header, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        let headings = line.dropFirst().dropLast().components(separatedBy: "\",\"")
        let lines = [headings] + rows.map { row in headings.map { row[$0] ?? "" } }
        return try SampleFile(
            "npidata.csv", lines.map { $0.map { "\"\($0)\"" }.joined(separator: ",") + "\r\n" }.joined())
    }

    private func provider(_ npi: String, _ family: String) -> [String: String] {
        [
            "NPI": npi, "Entity Type Code": "1", "Provider Last Name (Legal Name)": family,
            "Provider First Name": "THESSALY", "Healthcare Provider Taxonomy Code_1": "207Q00000X",
            "Provider License Number_1": "DR.0070017", "Provider License Number State Code_1": "CO",
            "Healthcare Provider Primary Taxonomy Switch_1": "Y",
        ]
    }

    private let people: SQL = "SELECT count(*) FROM praxis.person WHERE family_name ILIKE 'brackenridge'"

    @Test func `providers shows, does with --confirm, and does nothing the second time`() async throws {
        let file = try self.providers([self.provider("2999800172", "BRACKENRIDGE")])
        func run(_ more: String...) async throws -> ControlProcess {
            try await ControlProcess.run(
                [
                    "import", "providers", file.path, "--clinic", "denver", "--starts-on", "2026-03-01", "--as",
                    "credentialing@cascade.example",
                ] + more)
        }
        let preview = try await run("--json")
        #expect(preview.status == 0, "\(preview.errors)")
        var report = try preview.document(as: ProviderReport.self)
        #expect(report.state == "previewed" && report.rows == 1 && report.outcomes == ["new": 1])
        #expect(try await self.count(self.people) == 0)

        let done = try await run("--confirm")
        #expect(done.status == 0 && done.output == "npidata.csv, confirmed: 1 rows, 1 new\n", "\(done.errors)")
        #expect(try await self.count(self.people) == 1)

        let again = try await run("--confirm", "--json")
        report = try again.document()
        #expect(again.status == 0 && report.outcomes == ["unchanged": 1], "\(again.errors)")
        #expect(try await self.count(self.people) == 1)
        let audited = try await self.count(
            """
            SELECT count(*) FROM praxis.audit_event e
              JOIN praxis.account a USING (practice_id, account_id)
             WHERE e.action = 'people.person.add' AND a.email = 'credentialing@cascade.example'
            """)
        #expect(audited == 1, "done in the name of the account, once")
        #expect(try await self.count("SELECT count(*) FROM praxis.api_token WHERE revoked_at IS NULL") == 0)
    }

    @Test func `providers names refused rows, does the good ones, and ends with 65`() async throws {
        let file = try self.providers([
            self.provider("2999800172", "BRACKENRIDGE"), self.provider("2999800173", "MISTYPED"),
        ])
        let done = try await self.importing(
            "providers", file.path, "--clinic", "denver", "--starts-on", "2026-03-01", "--confirm", "--json",
            as: "credentialing")
        #expect(done.status == 65)
        let report = try done.document(as: ProviderReport.self)
        #expect(report.outcomes == ["new": 1, "refused": 1] && report.problems.map(\.row) == [3])
        #expect(try await self.count(self.people) == 1)
        let text = try await self.importing(
            "providers", file.path, "--clinic", "denver", "--starts-on", "2026-03-01", as: "credentialing")
        #expect(text.status == 65 && text.output.contains("\nRow 3"), "\(text.output)")
    }

    @Test func `is judged by the account's own rights, and tells a file that is none`() async throws {
        let file = try self.providers([self.provider("2999800172", "BRACKENRIDGE")])
        let staff = try await self.importing(
            "providers", file.path, "--clinic", "denver", "--starts-on", "2026-03-01", as: "staff")
        #expect(staff.status == 1 && !staff.errors.isEmpty)
        let other = try SampleFile("other.csv", "a,b\r\n1,2\r\n")
        let wrong = try await self.importing(
            "providers", other.path, "--clinic", "denver", "--starts-on", "2026-03-01", "--json", as: "credentialing")
        #expect(wrong.status == 65 && wrong.errors.contains("\"error\""), "\(wrong.errors)")
        let missing = try await self.importing(
            "providers", other.path + "x", "--clinic", "denver", "--starts-on", "2026-03-01", as: "credentialing")
        #expect(missing.status == 1 && missing.errors.contains("cannot be read"))
        let usage = try await self.importing("providers", file.path, "--clinic", "denver", as: "credentialing")
        #expect(usage.status == 64)
        #expect(try await self.count(self.people) == 0)
    }

    // MARK: Exclusions

    private static let header =
        "LASTNAME,FIRSTNAME,MIDNAME,BUSNAME,GENERAL,SPECIALTY,UPIN,NPI,DOB,ADDRESS,CITY,STATE,ZIP,EXCLTYPE,EXCLDATE,"
        + "REINDATE,WAIVERDATE,WVRSTATE\r\n"

    private struct ListReport: Decodable {
        let state: String
        let rows: Int
    }

    private struct ScreenReport: Decodable {
        let people: Int
        let parties: Int
        let entries: Int
        let findings: Int
        let new: Int
    }

    @Test func `leie brings a list in once, and screen counts what it compared and found`() async throws {
        let row = try #require(
            try await TestDatabase.current.ask(
                """
                SELECT upper(family_name) || ',' || upper(given_name) || ',,,,,,0000000000,'
                       || to_char(birth_date, 'YYYYMMDD') || ',1 TEST ST,DENVER,CO,80014,1128a1,20260320,00000000,00000000,'
                  FROM praxis.person
                 WHERE practice_id = '01900000-0000-7000-8000-00000000a000' AND birth_date IS NOT NULL
                 ORDER BY person_id DESC LIMIT 1
                """, as: String.self))
        let file = try SampleFile("list.csv", Self.header + row + "\r\n")
        func bring() async throws -> ControlProcess {
            try await self.importing(
                "leie", file.path, "--kind", "exclusions", "--month", "2026-03-01", "--json", as: "credentialing")
        }
        let first = try await bring()
        #expect(first.status == 0, "\(first.errors)\(first.output)")
        var list = try first.document(as: ListReport.self)
        #expect(list.state == "in_force" && list.rows == 1)
        list = try await bring().document()
        #expect(list.state == "known")

        let people = try await self.count(
            "SELECT count(*) FROM praxis.person WHERE practice_id = '01900000-0000-7000-8000-00000000a000'")
        let run = try await self.importing("screen", "--json", as: "credentialing")
        #expect(run.status == 0, "\(run.errors)")
        let found = try run.document(as: ScreenReport.self)
        #expect(found.people == people && found.entries > 0 && found.new >= 1 && found.findings >= found.new)
        let again: ScreenReport = try await self.importing("screen", "--json", as: "credentialing").document()
        #expect(again.findings == found.findings && again.new == 0)
        let text = try await self.importing("screen", as: "credentialing")
        #expect(
            text.output.contains(
                "\(people) people and \(found.parties) businesses compared with \(found.entries) entries: "))
    }

    @Test func `leie names rows that cannot be read and ends with 65`() async throws {
        let good = "EXAMPLE,PAT,,,,,,0000000000,19850615,1 TEST ST,T,TX,75001,1128a1,20260320,00000000,00000000,"
        let bad = "EXAMPLE,SAM,too,short"
        let file = try SampleFile("list.csv", Self.header + good + "\r\n" + bad + "\r\n")
        let run = try await self.importing(
            "leie", file.path, "--kind", "exclusions", "--month", "2026-03-01", as: "credentialing")
        #expect(run.status == 65 && run.output.contains("Row 3"), "\(run.output)\(run.errors)")
    }

    // MARK: Chart and budget

    private struct ChartReport: Decodable {
        let written: Bool
        let added: Int
        let unchanged: Int
    }

    @Test func `chart shows, writes with --confirm, and has nothing to do the second time`() async throws {
        let header = "code,name,type,behavior,driver,control,budgetable\r\n"
        let file = try SampleFile("chart.csv", header + "6997,Trial supplies,expense,variable,,,yes\r\n")
        let accounts: SQL = "SELECT count(*) FROM praxis.ledger_account WHERE code = '6997'"
        let preview = try await self.importing("chart", file.path, "--json", as: "finance")
        #expect(preview.status == 0, "\(preview.errors)\(preview.output)")
        #expect(try preview.document(as: ChartReport.self).added == 1)
        #expect(try await self.count(accounts) == 0)
        let done = try await self.importing("chart", file.path, "--confirm", as: "finance")
        #expect(done.status == 0 && done.output.contains("1 new, 0 changed, 0 as they are, taken over"))
        #expect(try await self.count(accounts) == 1)
        let again: ChartReport = try await self.importing("chart", file.path, "--confirm", "--json", as: "finance")
            .document()
        #expect(!again.written && again.added == 0 && again.unchanged == 1)

        let broken = try SampleFile(
            "chart.csv", header + "6996,More,expense,variable,,,yes\r\n6995,Odd,nothing,variable,,,yes\r\n")
        let refused = try await self.importing("chart", broken.path, "--confirm", as: "finance")
        #expect(refused.status == 65 && refused.output.contains("Row 3"), "\(refused.output)")
        #expect(
            try await self.count("SELECT count(*) FROM praxis.ledger_account WHERE code = '6996'") == 0,
            "nothing is written where a row is refused")
    }

    private struct BudgetReport: Decodable {
        let version: String?
        let revision: Bool
        let rows: Int
    }

    @Test func `budget shows, enters one draft with --confirm, and the same one the second time`() async throws {
        let year = try #require(
            try await TestDatabase.current.ask("SELECT extract(year FROM CURRENT_DATE)::text", as: String.self))
        let file = try SampleFile("budget.csv", "clinic,account,annual\r\ndenver,6010,12000\r\n")
        func run(_ more: String...) async throws -> ControlProcess {
            try await ControlProcess.run(
                ["import", "budget", file.path, "--year", year, "--as", "finance@cascade.example"] + more)
        }
        let versions: SQL = "SELECT count(*) FROM praxis.budget_version"
        let before = try await self.count(versions)
        let preview = try await run("--json")
        #expect(preview.status == 0, "\(preview.errors)\(preview.output)")
        let shown = try preview.document(as: BudgetReport.self)
        #expect(shown.revision && shown.rows == 1 && shown.version == nil)
        let unreasoned = try await run("--confirm")
        #expect(unreasoned.status == 65 && unreasoned.errors.contains("--reason"))
        #expect(try await self.count(versions) == before)

        let done: BudgetReport = try await run("--confirm", "--reason", "Prices rose", "--json").document()
        #expect(done.version != nil)
        let again = try await run("--confirm", "--reason", "Prices rose", "--json")
        #expect(again.status == 0, "\(again.errors)")
        #expect(try again.document(as: BudgetReport.self).version == done.version)
        #expect(try await self.count(versions) == before + 1)

        let broken = try SampleFile("budget.csv", "clinic,account,annual\r\nnowhere,6010,12000\r\n")
        let refused = try await self.importing(
            "budget", broken.path, "--year", year, "--confirm", "--reason", "Prices rose", as: "finance")
        #expect(refused.status == 65, "\(refused.output)\(refused.errors)")
    }
}
