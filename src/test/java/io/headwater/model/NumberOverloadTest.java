package io.headwater.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The build rule behind {@link Scalars}. */
class NumberOverloadTest {
  private static final DescribedPredicate<JavaCall<?>> NUMBER_IN_ARRAY_ARITHMETIC =
      DescribedPredicate.describe(
          "a method of DJL's arrays that takes a java.lang.Number",
          call ->
              call.getTargetOwner().getPackageName().startsWith("ai.djl.ndarray")
                  && call.getTargetOwner().getSimpleName().startsWith("NDArray")
                  && call.getTarget().getRawParameterTypes().stream()
                      .anyMatch(type -> type.isEquivalentTo(Number.class)));

  private static final ArchRule RULE =
      noClasses()
          .that()
          .resideInAnyPackage("io.headwater.model..", "io.headwater.estimator..")
          .should()
          .callCodeUnitWhere(NUMBER_IN_ARRAY_ARITHMETIC)
          .because(
              "such a scalar may be freed before the backward pass reads it; use Scalars instead");

  @Test
  void noLearnerCodeMixesJavaNumbersIntoArrayArithmetic() {
    JavaClasses main =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.headwater.model", "io.headwater.estimator");
    assertThat(main.contain(AdamW.class)).isTrue();
    RULE.check(main);
  }

  @Test
  void theRuleCatchesEveryFormOfTheMistake() {
    JavaClasses violating = new ClassFileImporter().importClasses(NumberOverloads.class);
    assertThat(RULE.evaluate(violating).getFailureReport().getDetails())
        .hasSize(4)
        .anyMatch(detail -> detail.contains("mul("))
        .anyMatch(detail -> detail.contains("clip("))
        .anyMatch(detail -> detail.contains("NDArrays.add("))
        .anyMatch(detail -> detail.contains("rsub("));
  }
}
