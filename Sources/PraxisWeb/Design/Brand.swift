import HTML

/// The mark of the product; the name stands beside it.
func logo() -> HTML {
    svg(.class("logo"), .viewBox(0, 0, 24, 24), .ariaHidden) {
        svgRect(.x(1), .y(1), .width(22), .height(22), .rx(6))
        svgPath(.d("M8 18V6h5a3.5 3.5 0 0 1 0 7H8"))
    }
}
