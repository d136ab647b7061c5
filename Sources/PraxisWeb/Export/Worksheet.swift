import PraxisCore

/// A worksheet of Office Open XML (ECMA-376), written row by row.
struct Worksheet {
    /// Formats of cells, by their number in `styles.xml`.
    enum Style: Int {
        case plain, header, date, money
    }

    private var xml = ""

    mutating func append(_ cells: [ExportCell], style: Style = .plain) {
        self.xml += "<row>"
        for cell in cells { self.append(cell, style) }
        self.xml += "</row>"
    }

    private mutating func append(_ cell: ExportCell, _ style: Style) {
        switch cell {
        case .empty: self.xml += "<c/>"
        case .text(let text):
            self.xml += "<c t=\"inlineStr\" s=\"\(style.rawValue)\"><is><t xml:space=\"preserve\">"
            self.xml += Self.escaped(text) + "</t></is></c>"
        case .number(let digits): self.xml += "<c><v>\(digits)</v></c>"
        case .money(let amount): self.xml += "<c s=\"\(Style.money.rawValue)\"><v>\(amount.plain)</v></c>"
        case .date(let day):
            // Days are counted from December 30, 1899.
            self.xml += "<c s=\"\(Style.date.rawValue)\"><v>\(day.daysSinceEpoch + 25_569)</v></c>"
        }
    }

    /// The workbook with this one sheet.
    func workbook(named name: String) -> [UInt8] {
        var archive = ZipArchive()
        let sheet = Self.head + "<sheetData>" + self.xml + "</sheetData></worksheet>"
        archive.add("[Content_Types].xml", Array(Self.contentTypes.utf8))
        archive.add("_rels/.rels", Array(Self.relations.utf8))
        archive.add("xl/workbook.xml", Array(Self.book(Self.escaped(String(name.prefix(31)))).utf8))
        archive.add("xl/_rels/workbook.xml.rels", Array(Self.bookRelations.utf8))
        archive.add("xl/styles.xml", Array(Self.styles.utf8))
        archive.add("xl/worksheets/sheet1.xml", Array(sheet.utf8))
        return archive.finished()
    }

    /// Text for XML, without the control characters that it cannot hold.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\t", "\n", "\r": escaped.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: break
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

// MARK: - The parts that never change

extension Worksheet {
    private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let package = "http://schemas.openxmlformats.org/package/2006"
    private static let media = "application/vnd.openxmlformats-officedocument.spreadsheetml"

    private static let head =
        Self.declaration + "<worksheet xmlns=\"\(Self.main)\"><sheetViews><sheetView workbookViewId=\"0\">"
        + "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>"

    private static let contentTypes =
        Self.declaration + "<Types xmlns=\"\(Self.package)/content-types\">"
        + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(Self.media).sheet.main+xml\"/>"
        + "<Override PartName=\"/xl/styles.xml\" ContentType=\"\(Self.media).styles+xml\"/>"
        + "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"\(Self.media).worksheet+xml\"/></Types>"

    private static let relations =
        Self.declaration + "<Relationships xmlns=\"\(Self.package)/relationships\">"
        + "<Relationship Id=\"r1\" Type=\"\(Self.office)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"

    private static let bookRelations =
        Self.declaration + "<Relationships xmlns=\"\(Self.package)/relationships\">"
        + "<Relationship Id=\"r1\" Type=\"\(Self.office)/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
        + "<Relationship Id=\"r2\" Type=\"\(Self.office)/styles\" Target=\"styles.xml\"/></Relationships>"

    private static func book(_ name: String) -> String {
        Self.declaration + "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)\"><sheets>"
            + "<sheet name=\"\(name)\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    }

    private static let styles =
        Self.declaration + "<styleSheet xmlns=\"\(Self.main)\"><fonts count=\"2\"><font/><font><b/></font></fonts>"
        + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
        + "<fill><patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border/></borders>"
        + "<cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"4\"><xf/><xf fontId=\"1\" applyFont=\"1\"/>"
        + "<xf numFmtId=\"14\" applyNumberFormat=\"1\"/><xf numFmtId=\"4\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>"
}
