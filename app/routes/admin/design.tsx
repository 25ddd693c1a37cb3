import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { ActionsSection } from "~/features/admin/design/components/actions-section";
import { ChartsSection } from "~/features/admin/design/components/charts-section";
import { ColourSection } from "~/features/admin/design/components/colour-section";
import { FormsSection } from "~/features/admin/design/components/forms-section";
import { ListsSection } from "~/features/admin/design/components/lists-section";
import { SECTION_KEYS } from "~/features/admin/design/components/section";
import { ShapeSection } from "~/features/admin/design/components/shape-section";
import { TypeSection } from "~/features/admin/design/components/type-section";
import { WaitingSection } from "~/features/admin/design/components/waiting-section";
import { useDesignTexts } from "~/features/admin/design/hooks/use-design-texts";
import { requireMember } from "~/features/auth/guard.server";
import { env } from "~/platform/env.server";
import { AppError } from "~/platform/errors";
import { PRODUCT_NAME } from "~/platform/page-title";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request }: LoaderFunctionArgs) {
  await requireMember(request);
  if (!env().showsDesignPage) throw new AppError("NOT_FOUND");
  return null;
}

export const meta: MetaFunction = () => [{ title: `Design · ${PRODUCT_NAME}` }];

/** Everything the product is built of, in one place; tests/e2e/design.e2e.ts keeps pictures of it. */
export default function Design() {
  const { title, description, sections } = useDesignTexts();
  return (
    <>
      <PageHeader title={title} description={description} />
      <nav aria-label={title} className="mb-6 print:hidden">
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
          {SECTION_KEYS.map((key) => (
            <li key={key}>
              <a href={`#${key}`} className="rounded-sm text-accent hover:underline">
                {sections[key]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <ColourSection />
      <TypeSection />
      <ShapeSection />
      <ActionsSection />
      <FormsSection />
      <ListsSection />
      <WaitingSection />
      <ChartsSection />
    </>
  );
}
