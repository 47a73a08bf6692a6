package io.github.httptunnel.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

  @Test
  void writesMembersInTheOrderInWhichTheyWerePut() {
    assertThat(new Report().put("b", "text").put("a", 7).put("c", 8L).json())
        .isEqualTo("{\"b\":\"text\",\"a\":7,\"c\":8}");
  }

  @Test
  void writesFractionsWithFourDigits() {
    assertThat(new Report().put("a", 1.0 / 3).json()).isEqualTo("{\"a\":0.3333}");
  }

  @Test
  void writesTruthsAsTheyAre() {
    assertThat(new Report().put("a", true).json()).isEqualTo("{\"a\":true}");
  }

  @Test
  void leavesOutWhatIsNotThere() {
    assertThat(new Report().put("a", null).json()).isEqualTo("{}");
  }

  @Test
  void writesReportsInReports() {
    Report row = new Report().put("n", 1);
    assertThat(new Report().put("rows", List.of(row, row)).json())
        .isEqualTo("{\"rows\":[{\"n\":1},{\"n\":1}]}");
  }

  @Test
  void escapesQuotesAndBackslashes() {
    assertThat(new Report().put("a", "\"\\").json()).isEqualTo("{\"a\":\"\\\"\\\\\"}");
  }

  @Test
  void showsPeopleOneLineForEachRow() {
    Report rows = new Report().put("rows", List.of(new Report().put("n", 1), "text"));
    assertThat(rows.table().lines())
        .containsExactly("  rows                     n 1", "  rows                     text");
  }
}
