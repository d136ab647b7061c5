import HTTPTypes
import TestSupport
import Testing

@Suite(.demonstration) struct `Pages of imports` {
    private let heading = "First name,Last name,Job title,DOB,Hire date,Employee ID\r\n"

    @Test func `a staff file is uploaded, shown, asked about, imported and undone`() async throws {
        let site = try TestSite()
        let specialist = try site.browser(as: .credentialing)
        let rows = "Wilhelmina,Testperson,RN,1985-02-03,2026-01-05,X901\r\nAnn,Broken,MA,13/13/1990,2026-01-05,X902\r\n"
        let uploaded = try await specialist.upload(
            "/denver/staff/imports", fields: [("starts", "")], file: ("file", "staff.csv", self.heading + rows))
        let place = try #require(uploaded.location)
        let preview = try await specialist.get(place).text
        for text in ["Testperson, Wilhelmina", "Birth date: is not a date", "1 new person is added"] {
            #expect(preview.contains(text), "\(text)")
        }
        #expect(try await site.browser(as: .managerOfDenver).get(place).status == .forbidden)
        #expect(try await specialist.get("/all/people?q=Testperson").text.contains("Wilhelmina") == false)
        let confirmed = try await specialist.post(place + "/confirmation", form: [("version", "1")])
        let batch = try #require(confirmed.location)
        #expect(try await specialist.post(place + "/confirmation", form: [("version", "1")]).status == .conflict)
        let page = try await specialist.get(batch).text
        for text in ["Can be undone", "Testperson, Wilhelmina", "added the person", "house.import_undo"] {
            #expect(page.contains(text), "\(text)")
        }
        #expect(try await specialist.post(batch + "/undo", form: []).status == .unprocessableContent)
        #expect(try await specialist.post(batch + "/undo", form: [("reason", "wrong")]).status == .seeOther)
        #expect(try await specialist.get(batch).text.contains("Withdrawn"))
        #expect(try await specialist.get("/all/people?q=Testperson").text.contains("Wilhelmina") == false)
    }

    @Test func `a question keeps the form open until somebody answers it`() async throws {
        let specialist = try TestSite().browser(as: .credentialing)
        let place = "/denver/staff/imports/01900000-0000-7000-8000-00000000bf01"
        let open = try await specialist.post(place + "/confirmation", form: [("version", "1")])
        #expect(
            open.status == .conflict, "what the demonstration shows was made by hand, and the practice says otherwise")
        let page = try await specialist.get(place).text
        #expect(page.contains("Leave the row out") && page.contains("Somebody else, who is new"))
    }

    @Test func `programs do the same`() async throws {
        let specialist = try TestSite().browser(as: .credentialing)
        let file = Array((self.heading + "Wilhelmina,Testperson,RN,1985-02-03,2026-01-05,X901\r\n").utf8)
        let made = try await specialist.send(
            .post, "/api/v1/denver/staff/imports?name=staff.csv", [.contentType: "text/csv"], file)
        #expect(made.status == .created)
        let id: Made = try made.decoded()
        let call = "/api/v1/denver/staff/imports/\(id.id)"
        #expect(try await specialist.json(.get, call).text.contains("\"outcome\":\"new\""))
        let confirmation = try await specialist.json(.post, call + "/confirmation", "{}", [.ifMatch: "\"1\""])
        #expect(confirmation.status == .noContent, "\(confirmation.text)")
        #expect(try await specialist.json(.get, "/api/v1/denver/imports").text.contains("\"state\":\"undoable\""))
        let undone = try await specialist.json(
            .post, "/api/v1/denver/imports/\(id.id)/undo", #"{"reason": "wrong file"}"#)
        #expect(undone.status == .noContent, "\(undone.text)")
    }

    @Test(arguments: [("PK\u{3}\u{4}rest", "unpack an archive"), ("Name,Job\r\nAnn Lee,MA\r\n", "lacks the headings")])
    func `what is no staff file is refused with what to do`(text: String, reason: String) async throws {
        let specialist = try TestSite().browser(as: .credentialing)
        let answer = try await specialist.upload(
            "/all/staff/imports", fields: [], file: ("file", "staff.csv", text))
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains(reason))
    }

    // Of the demonstration: somebody of Denver.
    private let person = "/denver/people/01900000-0000-7000-8000-0000001a0006"

    @Test func `the code set is there for whoever reads credentials`() async throws {
        let site = try TestSite()
        let page = try await site.browser(as: .managerOfDenver).get("/denver/taxonomy")
        #expect(page.status == .ok && page.text.contains("No release yet"))
        let hostile = try await site.browser(as: .credentialing).get(
            "/api/v1/all/taxonomy?q=%27%3B%20DROP%20TABLE--&after=207Q00000X")
        #expect(hostile.status == .ok && hostile.text.contains("\"items\":[]"), "\(hostile.text)")
        #expect(try await site.browser(as: .credentialing).get("/api/v1/all/taxonomy?after=x").status.code / 100 == 4)
    }

    @Test func `a specialty is added by its code and ended, and what is none is refused`() async throws {
        let site = try TestSite()
        let specialist = try site.browser(as: .credentialing)
        let place = self.person + "/specialties"
        for code in ["", "207Q", "<script>alert", String(repeating: "9", count: 5_000)] {
            let refused = try await specialist.post(place, form: [("code", code)])
            #expect(refused.status == .unprocessableContent, "\(code.prefix(20))")
            #expect(!refused.text.contains("<script>alert"))
        }
        #expect(try await specialist.post(place, form: [("code", "207q00000x")]).status == .seeOther)
        #expect(try await specialist.post(place, form: [("code", "207Q00000X")]).text.contains("on file already"))
        #expect(try await specialist.get(self.person + "/credentials").text.contains("207Q00000X"))
        let staff = try await site.browser(as: .staff).post(place, form: [("code", "207R00000X")])
        #expect([.forbidden, .notFound].contains(staff.status), "\(staff.status)")
        struct Listed: Decodable { let items: [Item] }
        struct Item: Decodable { let id: String; let primary: Bool }
        let listed: Listed = try await specialist.get("/api/v1" + place).decoded()
        let id = try #require(listed.items.first { $0.primary }?.id)
        #expect(try await specialist.post(place + "/\(id)/ending", form: []).status == .seeOther)
        #expect(try await specialist.post(place + "/\(id)/ending", form: []).status == .conflict)
        let odd = try await specialist.json(.post, "/api/v1" + place, #"{"code": "207Q00000!"}"#)
        #expect(odd.status == .unprocessableContent)
    }

    // MARK: Medicare files

    private let medicare = "NPI,PECOS_ASCT_CNTL_ID,ENRLMT_ID,STATE_CD,FIRST_NAME,LAST_NAME\r\n"

    @Test func `a Medicare file is uploaded, shown and put aside, and nobody else reads it`() async throws {
        let site = try TestSite()
        let specialist = try site.browser(as: .credentialing)
        let uploaded = try await specialist.upload(
            "/all/medicare/imports", fields: [],
            file: ("file", "PPEF.csv", self.medicare + "1234567890,1,I1,CO,<b>A</b>,B\r\n"))
        let place = try #require(uploaded.location)
        let preview = try await specialist.get(place).text
        for text in ["PECOS enrollments", "1 row has a number that fails its check", "Nobody of yours is in the file"] {
            #expect(preview.contains(text), "\(text)")
        }
        #expect(!preview.contains("<b>A</b>"))
        #expect(try await site.browser(as: .managerOfDenver).get(place).status == .forbidden)
        #expect(try await specialist.post(place + "/discard", form: [("version", "1")]).status == .seeOther)
        #expect(try await specialist.post(place + "/confirmation", form: [("version", "2")]).status == .conflict)
        let made = try await specialist.send(
            .post, "/api/v1/all/medicare/imports?name=ppef.csv", [.contentType: "text/csv"],
            Array((self.medicare + "1234567890,1,I1,CO,A,B\r\n").utf8))
        #expect(made.status == .created)
        let id: Made = try made.decoded()
        let call = "/api/v1/all/medicare/imports/\(id.id)"
        #expect(try await specialist.json(.get, call).text.contains("\"layout\":\"enrollment\""))
        let confirmation = try await specialist.json(.post, call + "/confirmation", "{}", [.ifMatch: "\"1\""])
        #expect(confirmation.status == .noContent, "\(confirmation.text)")
    }

    @Test(arguments: [
        ("PK\u{3}\u{4}rest", "unpack an archive"), ("NPI,LAST_NAME\r\n1,2\r\n", "lacks the headings"),
        ("NPI,PECOS_ASCT_CNTL_ID,ENRLMT_ID,STATE_CD,FIRST_NAME,LAST_NAME\r\n1,2\r\n", "cannot be read"),
        ("NPI,LAST_NAME,FIRST_NAME,PARTB,DME,HHA,PMD,HOSPICE\r\n1,2\r\n", "cannot be read"),
    ])
    func `what is no Medicare file is refused with what to do`(text: String, reason: String) async throws {
        let specialist = try TestSite().browser(as: .credentialing)
        let answer = try await specialist.upload(
            "/all/medicare/imports", fields: [], file: ("file", "PPEF.csv", text))
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains(reason))
    }

    // MARK: Lists of Medicare's

    /// A physician of Denver.
    private let fairweather = "01900000-0000-7000-8000-0000001a0011"
    private let optOut =
        "First Name,Last Name,NPI,Optout Effective Date,Optout End Date,Eligible to Order and Refer\r\n"
        + "PRIYA,FAIRWEATHER,2999900113,01/01/2024,12/31/2025,Y\r\n"

    @Test func `a list of Medicare's is uploaded with its day, shown, confirmed, told with the person, and undone`()
        async throws
    {
        let site = try TestSite()
        let specialist = try site.browser(as: .credentialing)
        let uploaded = try await specialist.upload(
            "/all/medicare/imports", fields: [("as_of", "2026-01-15")], file: ("file", "optout.csv", self.optOut))
        let place = try #require(uploaded.location)
        let preview = try await specialist.get(place).text
        for text in [
            "Opt-out affidavits", "as of Jan 15, 2026", "the period goes to Dec 31, 2025; may order", "Not on the list",
        ] {
            #expect(preview.contains(text), "\(text)")
        }
        let confirmed = try await specialist.post(place + "/confirmation", form: [("version", "1")])
        let batch = try #require(confirmed.location)
        #expect(try await specialist.get(batch).text.contains("noted what a list of Medicare’s says"))

        let page = "/denver/people/\(self.fairweather)/enrollments"
        let told = "Opted out of Medicare, says the list of Jan 15, 2026"
        for account in [DemoAccount.credentialing, .managerOfDenver, .finance] {
            let text = try await site.browser(as: account).get(page).text
            #expect(text.contains(told) && text.contains("renews by itself; may order"), "\(account)")
            #expect(text.contains(place) == (account == .credentialing), "\(account)")
        }
        #expect(try await specialist.get("/denver/people/\(self.fairweather)/credentials").text.contains(told))
        #expect(try await site.browser(as: .managerOfPhoenix).get(page).status == .notFound)
        let call = "/people/\(self.fairweather)/medicare"
        let words = try await site.browser(as: .finance).get("/api/v1/all" + call).text
        for text in [
            #""list":"opt_out""#, #""as_of":"2026-01-15""#, #""named":true"#, #""period_through":"2025-12-31""#,
            #""renews":true"#,
        ] {
            #expect(words.contains(text), "\(text)")
        }
        // The file is for who may see it, as on the page.
        let source = try #require(place.split(separator: "/").last.map(String.init))
        #expect(!words.contains(source))
        #expect(try await specialist.get("/api/v1/all" + call).text.contains(source))
        #expect(try await site.browser(as: .managerOfPhoenix).get("/api/v1/phoenix" + call).status == .notFound)
        #expect(try await specialist.post(batch + "/undo", form: [("reason", "wrong")]).status == .seeOther)
        #expect(try await specialist.get(page).text.contains(told) == false)
    }

    @Test func `a list is refused with what to do where its day is none or later, or a newer one is in effect`()
        async throws
    {
        let specialist = try TestSite().browser(as: .credentialing)
        for (day, words) in [("tomorrow", "Enter a day such as"), ("2999-01-01", "it is not in the future")] {
            let answer = try await specialist.upload(
                "/all/medicare/imports", fields: [("as_of", day)], file: ("file", "optout.csv", self.optOut))
            #expect(answer.status == .unprocessableContent && answer.text.contains(words), "\(day)")
        }
        let made = try await specialist.send(
            .post, "/api/v1/all/medicare/imports?name=optout.csv&as_of=2026-02-01", [.contentType: "text/csv"],
            Array(self.optOut.utf8))
        let id: Made = try made.decoded()
        let call = "/api/v1/all/medicare/imports/\(id.id)"
        let shown = try await specialist.json(.get, call).text
        for text in [#""layout":"opt_out""#, #""as_of_from":"entered""#, #""opted_out_from":"2024-01-01""#] {
            #expect(shown.contains(text), "\(text)")
        }
        let confirmation = try await specialist.json(.post, call + "/confirmation", "{}", [.ifMatch: "\"1\""])
        #expect(confirmation.status == .noContent, "\(confirmation.text)")
        let older = try await specialist.upload(
            "/all/medicare/imports", fields: [("as_of", "2026-01-15")], file: ("file", "optout.csv", self.optOut))
        #expect(
            older.status == .unprocessableContent && older.text.contains("a newer list of this kind, of Feb 1, 2026"))
    }

    private struct Made: Decodable { let id: String }
}
