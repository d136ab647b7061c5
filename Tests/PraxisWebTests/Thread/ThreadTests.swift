import TestSupport
import Testing

/// The main job from end to end, over HTTP, as four people do it: providers come in by file, lists of exclusions are
/// searched, people are put on shifts or refused with reasons, an order reserves budget, finance sees it consolidated,
/// and a site's manager sees one clinic only.
@Suite(.demonstration) struct `The thread through the four modules` {
    @Test func `is walked by four people`() async throws {
        let walk = try await Walk()
        let hired = try await walk.importProviders()
        try await walk.screen(hired)
        try await walk.clear(hired)
        try await walk.planWeek(with: hired)
        try await walk.publishWeek()
        try await walk.orderSupplies()
        try await walk.seeOneClinicOnly()
    }
}
