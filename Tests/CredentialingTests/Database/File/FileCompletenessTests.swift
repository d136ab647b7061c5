import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `An application that came in` {
    /// A file whose application was handed in days ago, planned for a later day.
    private func received(_ world: World, daysAgo days: Int) async throws -> CycleFile.ID {
        let today = try await world.practiceDay()
        let file = try await world.file(
            of: try await world.person(of: "staff"), state: .received, planned: today.adding(days: 60))
        try await world.tell(
            """
            UPDATE praxis.credentialing_file
               SET state_since = (\(today.adding(days: -days))::date + time '18:00') AT TIME ZONE 'UTC'
             WHERE file_id = \(file)
            """)
        return file
    }

    private func queued(_ file: CycleFile.ID, in world: World) async throws -> CycleFile {
        let queue = try await world.files.queue(FileFilter(), as: world.caller("specialist"))
        return try #require(queue.files.first { $0.id == file })
    }

    @Test func `is called complete or returned within the days of the rule, its next deadline`() async throws {
        let world = try await World()
        let file = try await self.received(world, daysAgo: 3)
        let (today, specialist) = (try await world.practiceDay(), world.caller("specialist"))
        let queued = try await self.queued(file, in: world)
        #expect(queued.completeBy == today.adding(days: 7) && queued.deadline == queued.completeBy)
        #expect(try await world.files.record(file, as: specialist).file.completeBy == queued.completeBy)
        #expect(try await world.files.completenessDays(as: specialist) == [7])
        #expect(try await world.files.completenessDays(as: try await World().caller("specialist")).isEmpty)
        try await world.step(file, .verifying)
        let complete = try await self.queued(file, in: world)
        #expect(complete.completeBy == nil && complete.deadline == complete.plannedOn)
        #expect(try await world.files.completenessDays(as: specialist).isEmpty)
    }

    @Test func `has its days by the practice's own rule of the day on which it came in, and late ones below none`()
        async throws
    {
        let world = try await World()
        let file = try await self.received(world, daysAgo: 12)
        let today = try await world.practiceDay()
        for (from, days) in [(11, 30), (12, 5)] {
            let completeBy = try await self.queued(file, in: world).completeBy
            #expect(completeBy == today.adding(days: -2), "no rule of that day yet")
            try await world.tell(
                """
                INSERT INTO praxis.practice_rule
                       (practice_id, rule_id, rule_key, effective_from, citation, params, created_by)
                VALUES (\(world.practice), gen_random_uuid(), 'house.completeness', \(today.adding(days: -from)), 'Bylaws',
                        jsonb_build_object('days', \(days)), \(world.practice))
                """)
        }
        #expect(try await self.queued(file, in: world).completeBy == today.adding(days: -7))
        #expect(try await world.files.completenessDays(as: world.caller("specialist")) == [-7])
    }

    @Test func `has them anew after it was returned and handed in again`() async throws {
        let world = try await World()
        let file = try await self.received(world, daysAgo: 8)
        try await world.step(file, .returnedIncomplete, reason: "Two peers cannot be reached")
        #expect(try await self.queued(file, in: world).completeBy == nil)
        try await world.tell(
            "UPDATE praxis.credentialing_file SET state = 'received', state_since = now() WHERE file_id = \(file)")
        #expect(try await self.queued(file, in: world).completeBy == (try await world.practiceDay()).adding(days: 10))
    }
}
