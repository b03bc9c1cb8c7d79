import sys,tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from playwright.sync_api import sync_playwright
from mesocycle.actions.people.set_password import set_password
from mesocycle.actions.people.change_settings import change_settings
from mesocycle.cli.demo.demo import SEED
from mesocycle.demo.demo import make_demo
from mesocycle.domain.instant import instant
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.user import Role, Settings
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import users
from mesocycle.storage.schema import upgrade
from tests.arrange import ADMIN
from tests.server.served import serving
from tests.web.browser.conftest import ARGUMENTS, CHROMIUM, PASSWORD, signed_in
pages=[("roster","/roster"),("today","/roster/today"),("athlete","ATHLETE"),("admin","/admin"),("people","/admin/people"),("person","PERSON"),("erase","ERASE"),("invitations","INVITE"),("upkeep","UPKEEP"),("settings","/admin/settings")]
only=sys.argv[1:] 
with tempfile.TemporaryDirectory() as place:
    url=f"sqlite:///{place}/demo.sqlite"; now=instant(datetime.now(UTC))
    with closing(Database.open(url)) as db:
        upgrade.upgrade(db); make_demo(db, now, SEED)
        with db.read() as read: people=users.all_users(read)
        for u in people:
            set_password(db,u.id,PASSWORD,Act(actor=ADMIN,now=now))
        mara=next(u for u in people if u.email.startswith("mara")); liam=next(u for u in people if u.email.startswith("liam"))
        change_settings(db, mara.id, Settings(roles=(*mara.roles, Role.ADMIN)), Act(actor=ADMIN,now=now))
    with serving(url, Path(place), requests_per_minute=100000, backup_folder=f"{place}/backups") as site, sync_playwright() as d, d.chromium.launch(executable_path=CHROMIUM,args=list(ARGUMENTS)) as b:
        for w,theme in ((360,"light"),(1440,"dark"),(360,"dark"),(1440,"light")):
            c=signed_in(b, site, "mara", viewport={"width":w,"height":900}, color_scheme=theme)
            p=c.new_page()
            for name,path in pages:
                if only and name not in only: continue
                if path=="ATHLETE": path=f"/athletes/{liam.id}"
                if path=="PERSON": path=f"/admin/people/{liam.id}"
                if path=="ERASE": path=f"/admin/people/{liam.id}/erase"
                if path=="INVITE":
                    p.goto("/admin/invitations"); p.fill("#email", f"eve{w}{theme}@example.org"); p.click("main form[action='/admin/invitations'] button.primary"); p.wait_for_selector("[data-secret]")
                elif path=="UPKEEP":
                    p.goto("/admin/upkeep"); p.click("button.primary"); p.wait_for_selector("[data-again]",state="detached"); p.click("text=Check the database"); p.wait_for_selector("text=everything holds", timeout=60000); p.goto("/admin/upkeep")
                else: p.goto(path)
                if name in("roster","today","athlete"): p.wait_for_selector("[data-live-state=on]")
                wide=p.evaluate("document.documentElement.scrollWidth")
                if wide>w: print("WIDE",name,w,wide)
                p.screenshot(path=f"/tmp/live_shots/{name}-{w}-{theme}.png",full_page=True)
            c.close()
