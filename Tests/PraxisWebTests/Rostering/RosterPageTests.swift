import Foundation
import HTTPTypes
import PraxisCore
import Rostering
import TestSupport
import Testing

@Suite(.demonstration) struct `Roster pages` {
    private func week(_ zone: String = "America/Denver", ahead: Int = 0) -> ISOWeek {
        ISOWeek(containing: Zone(zone)!.today(at: .now()).adding(days: 7 * ahead))
    }

    @Test func `lead to the current week on the clinic's calendar`() async throws {
        let browser = try TestSite().browser(as: .managerOfDenver)
        let answer = try await browser.get("/denver/roster")
        #expect(answer.status == .seeOther)
        #expect(answer.location == "/denver/roster/\(self.week())")
        let page = try await browser.get("/denver/roster/\(self.week())")
        #expect(page.status == .ok)
        for text in ["Have / need", "Published", "data-to=", "data-move=", "Nurse early"] {
            #expect(page.text.contains(text), "\(text)")
        }
    }

    @Test func `list every day's shifts and people for phones, without an id twice`() async throws {
        let browser = try TestSite().browser(as: .managerOfDenver)
        let week = self.week()
        let page = try await browser.get("/denver/roster/\(week)").text
        let list = try #require(page.components(separatedBy: "class=\"roster-days\"").last)
        for day in week.days { #expect(list.contains("id=\"day-\(day)\"") && list.contains("#day-\(day)")) }
        #expect(list.contains(" filled</span>") && list.contains("Unfilled"))
        func places(_ text: String) -> [Substring] {
            text.matches(of: /(?:href|action)="(\/denver\/shifts\/[^"]+)"/).map(\.output.1)
        }
        let grid = page.components(separatedBy: "class=\"roster-days\"")[0]
        #expect(Set(places(grid)) == Set(places(list)))
        let ids = page.matches(of: #/ id="([^"]+)"/#).map(\.output.1)
        #expect(Set(ids).count == ids.count)
    }

    @Test func `show each role what it may see`() async throws {
        let site = try TestSite()
        let week = self.week()
        let expected: [(DemoAccount, HTTPResponse.Status)] = [
            (.administrator, .ok), (.managerOfDenver, .ok), (.finance, .forbidden), (.credentialing, .ok),
            (.medicalDirector, .ok), (.buyer, .forbidden), (.auditor, .ok), (.managerOfPhoenix, .notFound),
            (.lakesideAdministrator, .notFound),
        ]
        for (account, status) in expected {
            #expect(try await site.browser(as: account).get("/denver/roster/\(week)").status == status, "\(account)")
        }
        let auditor = try await site.browser(as: .auditor).get("/denver/roster/\(week)")
        #expect(!auditor.text.contains("data-move="))
        #expect(!auditor.text.contains("Add shifts"))
    }

    @Test func `lead staff to their own shifts, on the phone and in the calendar`() async throws {
        let browser = try TestSite().browser(as: .staff)
        #expect(try await browser.get("/phoenix/roster").location == "/account/shifts")
        #expect(try await browser.get("/account/shifts").text.contains("My shifts"))
        let calendar = try await browser.get("/account/shifts.ics")
        #expect(calendar.headers[.contentType] == "text/calendar; charset=utf-8")
        #expect(calendar.text.hasPrefix("BEGIN:VCALENDAR\r\n"))
        #expect(calendar.text.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 75 })
    }

    @Test func `add shifts, and name what is wrong with the form`() async throws {
        let browser = try TestSite().browser(as: .managerOfDenver)
        let week = self.week(ahead: 3)
        let form = try await browser.get("/denver/roster/\(week)").text
        let template = try #require(form.firstMatch(of: /<option value="([0-9a-f-]{36})"/)).1
        let empty = try await browser.post("/denver/roster/\(week)/shifts", form: [("template", String(template))])
        #expect(empty.status == .unprocessableContent)
        #expect(empty.text.contains("Choose at least one day of the week"))
        let days = week.days.prefix(2).map { ("days[]", $0.description) }
        let added = try await browser.post(
            "/denver/roster/\(week)/shifts", form: [("template", String(template))] + days)
        #expect(added.status == .seeOther)
        #expect(try await browser.get("/denver/roster/\(week)").text.contains("Unfilled: "))
    }

    @Test func `refuse a lapsed nurse with the reason and the remedy, and move others`() async throws {
        let browser = try TestSite().browser(as: .managerOfDenver)
        let week = self.week(ahead: 1)
        let roster = try await browser.json(.get, "/api/v1/denver/roster/\(week)")
        let body = try JSONDecoder().decode(Week.self, from: Data(roster.bytes))
        var refused = 0
        for shift in body.shifts where shift.role == "registered_nurse" || shift.role == "physician" {
            let page = try await browser.get("/denver/shifts/\(shift.id)")
            #expect(page.status == .ok)
            let sheet = try await browser.json(.get, "/api/v1/denver/shifts/\(shift.id)")
            let candidates = try JSONDecoder().decode(Sheet.self, from: Data(sheet.bytes)).candidates
            guard let blocked = candidates.first(where: { !$0.reasons.isEmpty && $0.busy.isEmpty }) else { continue }
            let answer = try await browser.post(
                "/denver/shifts/\(shift.id)/assignments", form: [("person", blocked.person.id)])
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("not cleared for this shift"))
            for reason in blocked.reasons { #expect(answer.text.contains(reason.text), "\(reason.text)") }
            refused += 1
            break
        }
        #expect(refused == 1)
    }

    @Test func `move by the grid, by the form and never on a stale version`() async throws {
        let browser = try TestSite().browser(as: .managerOfDenver)
        let week = self.week(ahead: 1)
        let body = try JSONDecoder().decode(
            Week.self, from: Data(try await browser.json(.get, "/api/v1/denver/roster/\(week)").bytes))
        let assistants = Set(body.people.filter { $0.roles == ["medical_assistant"] }.map(\.id))
        let assignment = try #require(body.assignments.first { assistants.contains($0.person) })
        let shift = try #require(body.shifts.first { $0.id == assignment.shift })
        let busy = Set(
            body.assignments.filter { other in
                body.shifts.contains { $0.id == other.shift && $0.date == shift.date }
            }.map(\.person))
        let free = try #require(assistants.first { !busy.contains($0) })
        let path = "/denver/assignments/\(assignment.id)/move"
        let moved = try await browser.post(
            path, form: [("to", "\(free)/\(shift.date)"), ("version", String(assignment.version))])
        #expect(moved.status == .seeOther)
        let stale = try await browser.post(
            path, form: [("person", assignment.person), ("day", shift.date), ("version", String(assignment.version))])
        #expect(stale.status == .conflict)
        #expect(stale.text.contains("Somebody changed this in the meantime"))
        let wrong = try await browser.post(path, form: [("to", "x/2026-02-30"), ("version", "2")])
        #expect(wrong.status == .unprocessableContent)
    }

    @Test func `publish once and tell the differences`() async throws {
        let browser = try TestSite().browser(as: .managerOfDenver)
        let week = self.week(ahead: 1)
        let page = try await browser.get("/denver/roster/\(week)/publication")
        #expect(page.status == .ok)
        #expect(page.text.contains("Differences per person"))
        let seen = try #require(page.text.firstMatch(of: /name="fingerprint" value="([0-9a-f]+)"/)).1
        let form = [("fingerprint", String(seen))]
        #expect(try await browser.post("/denver/roster/\(week)/publication", form: form).status == .seeOther)
        #expect(try await browser.post("/denver/roster/\(week)/publication", form: form).status == .conflict)
        #expect(try await browser.get("/denver/roster/\(week)").text.contains("Published"))
    }

    @Test func `are files and an overview as well`() async throws {
        let browser = try TestSite().browser(as: .administrator)
        let csv = try await browser.get("/denver/roster/\(self.week()).csv")
        #expect(csv.text.hasPrefix("\u{FEFF}Day,Shift,Role,Starts,Ends,Time zone,Paid minutes,Person,State"))
        #expect(try await browser.get("/denver/roster/\(self.week()).xlsx").bytes.starts(with: [0x50, 0x4B, 3, 4]))
        let overview = try await browser.get("/all/roster/\(self.week())")
        for clinic in ["Cascade Denver", "Cascade Phoenix", "Cascade Chicago", "Cascade Gary", "Cascade Aurora"] {
            #expect(overview.text.contains(clinic), "\(clinic)")
        }
        #expect(!overview.text.contains("Lakeside"))
    }

    @Test(arguments: ["2026-W54", "2026-14", "x"])
    func `do not exist for weeks that do not`(week: String) async throws {
        let browser = try TestSite().browser(as: .managerOfDenver)
        #expect(try await browser.get("/denver/roster/\(week)").status == .notFound)
    }

    private struct Week: Decodable {
        let people: [Person]
        let shifts: [Shift]
        let assignments: [Assignment]
    }

    private struct Person: Decodable {
        let id: String
        let roles: [String]?
    }

    private struct Shift: Decodable {
        let id: String
        let role: String
        let date: String
    }

    private struct Assignment: Decodable {
        let id: String
        let shift: String
        let person: String
        let version: Int
    }

    private struct Sheet: Decodable {
        let candidates: [Candidate]
    }

    private struct Candidate: Decodable {
        struct Reason: Decodable { let text: String }
        struct Busy: Decodable {}
        let person: Person
        let reasons: [Reason]
        let busy: [Busy]
    }
}
