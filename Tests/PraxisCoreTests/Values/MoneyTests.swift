import PraxisCore
import Testing

@Suite struct `An amount of money` {
    @Test(arguments: [
        ("1250", 125_000), ("1,250.5", 125_050), ("$1,250.00", 125_000), ("-3.20", -320), ("−0.05", -5), ("0", 0),
        ("1,000,000,000,000.00", 100_000_000_000_000), (" $5 ", 500), ("-$5", -500),
    ])
    func `is read as people type it`(text: String, minorUnits: Int64) {
        #expect(Money(typed: text)?.minorUnits == minorUnits)
    }

    @Test(arguments: [
        "", "-", "$", "1.234", "1,25", "1,2500", "12,34,567", ",100", "1e3", "1.", ".5", "١٢", "1,000,000,000,000.01",
        "1.2.3", "--1", "0x10", "92233720368547758.07", "1 2", "1$2", "$ 5", "$$5",
    ])
    func `is not read from anything else`(text: String) {
        #expect(Money(typed: text) == nil)
    }

    @Test(arguments: [
        (0, "$0.00", "0.00"), (5, "$0.05", "0.05"), (-5, "−$0.05", "-0.05"), (125_000, "$1,250.00", "1250.00"),
        (123_456_789_01, "$123,456,789.01", "123456789.01"),
        (Int64.min, "−$92,233,720,368,547,758.08", "-92233720368547758.08"),
    ])
    func `is written for people and for machines`(minorUnits: Int64, text: String, plain: String) {
        let money = Money(minorUnits: minorUnits)
        #expect(money.description == text)
        #expect(money.plain == plain)
    }

    @Test func `stays at the end of what can be held instead of ending the process`() {
        let (least, most) = (Money(minorUnits: .min), Money(minorUnits: .max))
        #expect(most + most == most && most - least == most && -least == most)
        #expect(least + least == least && least - most == least)
        #expect(most + least == Money(minorUnits: -1))
    }
}
