import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { requireMember } from "~/features/auth/guard.server";
import { errorTitle } from "~/platform/page-title";
import { SellerShell } from "~/ui/seller-shell";
import { ToastProvider } from "~/ui/toast";

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request);
  return {
    user: { name: member.user.name, email: member.user.email },
    role: member.role,
    workspace: { name: member.workspace.name },
  };
}

export const meta: MetaFunction = errorTitle;

export default function SellerLayout() {
  const { user, role, workspace } = useLoaderData<typeof loader>();
  return (
    <ToastProvider>
      <SellerShell user={user} role={role} workspace={workspace}>
        <Outlet />
      </SellerShell>
    </ToastProvider>
  );
}

export { PageError as ErrorBoundary, pageHeaders as headers } from "~/ui/page-error";
